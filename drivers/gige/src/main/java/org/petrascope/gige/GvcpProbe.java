package org.petrascope.gige;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Asks one address whether a GigE Vision device answers there, and what its registers hold, without
 * taking control of it. Every device answers a discovery command that is sent to it alone, whoever
 * controls it. Blocks the calling thread; keeps no state.
 *
 * <p>GigE Vision 2.0, sections 15.1 and 15.4: DISCOVERY_CMD 0x0002, READREG_CMD 0x0080; the
 * acknowledgement of a command has the next number.
 */
final class GvcpProbe {
  static final int HEADER_BYTES = 8;
  static final short DISCOVERY_CMD = 0x0002;

  private static final int TRIES = 3;
  private static final int ANSWER_BYTES_MAX = 576;
  private static final byte COMMAND_KEY = 0x42;
  private static final short READREG_CMD = 0x0080;

  /** What a device is told of how to answer: acknowledge, and that by broadcast if need be. */
  enum Flag {
    ACKNOWLEDGE(0x01),
    ACKNOWLEDGE_BY_BROADCAST(0x11);

    private final byte bits;

    Flag(int bits) {
      this.bits = (byte) bits;
    }
  }

  private final GigeAddress address;

  GvcpProbe(GigeAddress address) {
    this.address = address;
  }

  /** Whether the device answers within this time; asks three times. */
  boolean answers(Duration patience) {
    return device(patience).isPresent();
  }

  /** Who answers within this time; asks three times. */
  Optional<GigeDevice> device(Duration patience) {
    return ask(DISCOVERY_CMD, ByteBuffer.allocate(0), patience)
        .filter(GigeDevice::isIn)
        .map(answer -> GigeDevice.of(answer, address.host()));
  }

  /** What this register holds; empty if the device does not tell within this time. */
  OptionalInt register(int register, Duration patience) {
    ByteBuffer wanted = ByteBuffer.allocate(Integer.BYTES).putInt(register).flip();
    return ask(READREG_CMD, wanted, patience)
        .filter(answer -> answer.getShort(0) == 0 && answer.remaining() > HEADER_BYTES)
        .map(answer -> OptionalInt.of(answer.getInt(HEADER_BYTES)))
        .orElseGet(OptionalInt::empty);
  }

  private Optional<ByteBuffer> ask(short command, ByteBuffer payload, Duration patience) {
    try (DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
        Selector selector = Selector.open()) {
      channel.bind(new InetSocketAddress(address.host(), 0));
      channel.connect(address.gvcp());
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ);
      Optional<ByteBuffer> answer = Optional.empty();
      for (int id = 1; id <= TRIES && answer.isEmpty(); id++) {
        channel.write(command(command, Flag.ACKNOWLEDGE, payload, (short) id));
        answer = acknowledged(channel, selector, command, patience.dividedBy(TRIES));
      }
      return answer;
    } catch (PortUnreachableException e) {
      return Optional.empty(); // The host is there, but nothing listens on its GVCP port.
    } catch (IOException e) {
      return Optional.empty(); // No route: the interface is down or gone, and with it the camera.
    }
  }

  static ByteBuffer command(short command, Flag flag, ByteBuffer payload, short id) {
    return ByteBuffer.allocate(HEADER_BYTES + payload.remaining())
        .put(COMMAND_KEY)
        .put(flag.bits)
        .putShort(command)
        .putShort((short) payload.remaining())
        .putShort(id)
        .put(payload.duplicate())
        .flip();
  }

  private static Optional<ByteBuffer> acknowledged(
      DatagramChannel channel, Selector selector, short command, Duration wait) throws IOException {
    ByteBuffer answer = ByteBuffer.allocate(ANSWER_BYTES_MAX);
    long deadline = System.nanoTime() + wait.toNanos();
    for (long left = wait.toNanos(); left > 0; left = deadline - System.nanoTime()) {
      selector.select(Math.max(1, left / 1_000_000));
      selector.selectedKeys().clear();
      answer.clear();
      if (channel.read(answer) >= HEADER_BYTES && acknowledges(answer, command)) {
        return Optional.of(answer.flip());
      }
    }
    return Optional.empty();
  }

  static boolean acknowledges(ByteBuffer answer, short command) {
    return answer.getShort(2) == command + 1;
  }
}
