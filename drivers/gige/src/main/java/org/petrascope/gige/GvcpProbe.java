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

/**
 * Asks one address whether a GigE Vision device answers there, with a discovery command sent to it
 * alone. Every device answers that, whoever controls it. Blocks the calling thread; keeps no state.
 *
 * <p>GigE Vision 2.0, section 15.1: DISCOVERY_CMD 0x0002, DISCOVERY_ACK 0x0003.
 */
final class GvcpProbe {
  private static final int TRIES = 3;
  private static final int HEADER_BYTES = 8;
  private static final byte COMMAND_KEY = 0x42;
  private static final byte ACKNOWLEDGE = 0x01;
  private static final short DISCOVERY_CMD = 0x0002;
  private static final short DISCOVERY_ACK = 0x0003;

  private final GigeAddress address;

  GvcpProbe(GigeAddress address) {
    this.address = address;
  }

  /** Whether the device answers within this time; asks three times. */
  boolean answers(Duration patience) {
    try (DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
        Selector selector = Selector.open()) {
      channel.bind(new InetSocketAddress(address.host(), 0));
      channel.connect(address.gvcp());
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ);
      for (int id = 1; id <= TRIES; id++) {
        channel.write(command((short) id));
        if (acknowledged(channel, selector, patience.dividedBy(TRIES))) {
          return true;
        }
      }
      return false;
    } catch (PortUnreachableException e) {
      return false; // The host is there, but nothing listens on its GVCP port.
    } catch (IOException e) {
      return false; // No route: the interface is down or gone, and with it the camera.
    }
  }

  private static ByteBuffer command(short id) {
    return ByteBuffer.allocate(HEADER_BYTES)
        .put(COMMAND_KEY)
        .put(ACKNOWLEDGE)
        .putShort(DISCOVERY_CMD)
        .putShort((short) 0)
        .putShort(id)
        .flip();
  }

  private static boolean acknowledged(DatagramChannel channel, Selector selector, Duration wait)
      throws IOException {
    ByteBuffer answer = ByteBuffer.allocate(576);
    long deadline = System.nanoTime() + wait.toNanos();
    for (long left = wait.toNanos(); left > 0; left = deadline - System.nanoTime()) {
      selector.select(Math.max(1, left / 1_000_000));
      selector.selectedKeys().clear();
      answer.clear();
      if (channel.read(answer) >= HEADER_BYTES && answer.getShort(2) == DISCOVERY_ACK) {
        return true;
      }
    }
    return false;
  }
}
