package org.petrascope.simulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Selector;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers control commands (GVCP). One control thread reads the socket, owns the device and ends
 * with {@link #close()}.
 */
final class ControlServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);

  /** How often a silent controller is noticed at the latest. */
  private static final long POLL_MS = 100;

  private static final int DATAGRAM_BYTES = 2048;
  private static final long JOIN_MS = 2000;

  private final ControlSockets sockets;
  private final DatagramChannel channel;
  private final Optional<DatagramChannel> calls;
  private final Selector selector;
  private final Device device;
  private final StreamSender stream;
  private final ByteBuffer in = ByteBuffer.allocateDirect(DATAGRAM_BYTES);
  private final ByteBuffer out = ByteBuffer.allocateDirect(DATAGRAM_BYTES);
  private final Thread thread;

  private ControlServer(ControlSockets sockets, Device device, StreamSender stream) {
    this.sockets = sockets;
    channel = sockets.own();
    calls = sockets.calls();
    selector = sockets.selector();
    this.device = device;
    this.stream = stream;
    thread = Thread.ofPlatform().daemon().name("simulator-control").unstarted(this::run);
  }

  /** A server on the control port of this address, which answers once it is started. */
  static ControlServer bind(
      InetAddress address, boolean discoverable, Device device, StreamSender stream)
      throws IOException {
    return new ControlServer(ControlSockets.open(address, discoverable), device, stream);
  }

  void start() {
    thread.start();
  }

  @Override
  public void close() throws IOException {
    sockets.close();
    try {
      thread.join(JOIN_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (selector.isOpen()) {
        selector.select(key -> {}, POLL_MS);
        device.refresh();
        receiveAll(channel);
        if (calls.isPresent()) {
          receiveAll(calls.get());
        }
      }
    } catch (ClosedSelectorException e) {
      LOG.debug("control thread ends");
    } catch (IOException e) {
      if (channel.isOpen()) {
        LOG.error("the simulated camera's control socket failed: {}", e.getMessage());
      }
    }
  }

  private void receiveAll(DatagramChannel socket) throws IOException {
    while (socket.isOpen()) {
      in.clear();
      InetSocketAddress client = (InetSocketAddress) socket.receive(in);
      if (client == null) {
        return;
      }
      in.flip();
      device.refresh();
      boolean isCommand = in.remaining() >= Gvcp.HEADER_BYTES && in.get(0) == Gvcp.KEY;
      if (!stream.isGone() && isCommand && isFor(socket, client)) {
        answer(client);
      }
    }
  }

  /** A call to everybody can only ask who is there, and only a program of this machine may. */
  private boolean isFor(DatagramChannel socket, InetSocketAddress client) {
    return socket.equals(channel)
        || (in.getShort(2) == Gvcp.DISCOVERY && client.getAddress().isLoopbackAddress());
  }

  private void answer(InetSocketAddress client) throws IOException {
    boolean wantsAck = (in.get(1) & Gvcp.FLAG_ACK_REQUIRED) != 0;
    int command = in.getShort(2) & 0xFFFF;
    int length = in.getShort(4) & 0xFFFF;
    short request = in.getShort(6);
    out.clear().position(Gvcp.HEADER_BYTES);
    Gvcp.Status status = Gvcp.Status.INVALID_HEADER;
    if (length == in.limit() - Gvcp.HEADER_BYTES) {
      in.position(Gvcp.HEADER_BYTES);
      device.privilege().heard(client);
      if (command == Gvcp.PACKET_RESEND) {
        resend(client);
        return;
      }
      if (command == Gvcp.READ_REGISTER && isWithheldHeartbeat()) {
        return;
      }
      status = perform(command, client);
    }
    if (wantsAck) {
      if (status != Gvcp.Status.SUCCESS && command != Gvcp.WRITE_REGISTER) {
        out.position(Gvcp.HEADER_BYTES);
      }
      acknowledge(client, command, request, status);
    }
  }

  private void acknowledge(InetSocketAddress client, int command, short request, Gvcp.Status status)
      throws IOException {
    out.putShort(0, (short) status.code());
    out.putShort(2, (short) (command + Gvcp.ACK_OF));
    out.putShort(4, (short) (out.position() - Gvcp.HEADER_BYTES));
    out.putShort(6, request);
    out.flip();
    channel.send(out, client);
  }

  private Gvcp.Status perform(int command, InetSocketAddress client) {
    return switch (command) {
      case Gvcp.DISCOVERY -> {
        device.registers().read(0, Gvcp.DISCOVERY_BYTES, out);
        yield Gvcp.Status.SUCCESS;
      }
      case Gvcp.READ_REGISTER -> readRegisters(client);
      case Gvcp.WRITE_REGISTER -> writeRegisters(client);
      case Gvcp.READ_MEMORY -> readMemory(client);
      case Gvcp.WRITE_MEMORY -> writeMemory(client);
      default -> Gvcp.Status.NOT_IMPLEMENTED;
    };
  }

  private Gvcp.Status readRegisters(InetSocketAddress client) {
    if (in.remaining() == 0 || in.remaining() % Integer.BYTES != 0) {
      return Gvcp.Status.INVALID_PARAMETER;
    }
    while (in.hasRemaining()) {
      Gvcp.Status status = read(client, in.getInt(), Integer.BYTES);
      if (status != Gvcp.Status.SUCCESS) {
        return status;
      }
    }
    return Gvcp.Status.SUCCESS;
  }

  private Gvcp.Status readMemory(InetSocketAddress client) {
    if (in.remaining() != 2 * Integer.BYTES) {
      return Gvcp.Status.INVALID_PARAMETER;
    }
    int address = in.getInt();
    int count = in.getInt() & 0xFFFF;
    if (count == 0 || count > Gvcp.PAYLOAD_BYTES_MAX - Integer.BYTES) {
      return Gvcp.Status.INVALID_PARAMETER;
    }
    out.putInt(address);
    return read(client, address, count);
  }

  private Gvcp.Status read(InetSocketAddress client, int address, int count) {
    if (!device.privilege().mayRead(client)) {
      return Gvcp.Status.ACCESS_DENIED;
    }
    if (address % Integer.BYTES != 0 || count % Integer.BYTES != 0) {
      return Gvcp.Status.BAD_ALIGNMENT;
    }
    if (!device.registers().holds(address, count)) {
      return Gvcp.Status.INVALID_ADDRESS;
    }
    if (RegisterMap.at(address).filter(r -> r.access() == Register.Access.WRITE).isPresent()) {
      return Gvcp.Status.ACCESS_DENIED;
    }
    device.registers().read(address, count, out);
    return Gvcp.Status.SUCCESS;
  }

  /** Pairs of address and value; the answer counts those that were written. */
  private Gvcp.Status writeRegisters(InetSocketAddress client) {
    int pair = 2 * Integer.BYTES;
    int pairs = in.remaining() / pair;
    boolean whole = pairs > 0 && in.remaining() % pair == 0;
    Gvcp.Status status = whole ? Gvcp.Status.SUCCESS : Gvcp.Status.INVALID_PARAMETER;
    int written = 0;
    while (written < pairs && status == Gvcp.Status.SUCCESS) {
      int address = in.getInt();
      int next = in.position() + Integer.BYTES;
      status = write(client, address, in.slice(in.position(), Integer.BYTES));
      in.position(next);
      written += status == Gvcp.Status.SUCCESS ? 1 : 0;
    }
    out.putShort((short) 0).putShort((short) written);
    return status;
  }

  private Gvcp.Status writeMemory(InetSocketAddress client) {
    if (in.remaining() <= Integer.BYTES) {
      return Gvcp.Status.INVALID_PARAMETER;
    }
    int address = in.getInt();
    int count = in.remaining();
    Gvcp.Status status = write(client, address, in.slice(in.position(), count));
    out.putShort((short) 0).putShort((short) count);
    return status;
  }

  private Gvcp.Status write(InetSocketAddress client, int address, ByteBuffer value) {
    if (address % Integer.BYTES != 0 || value.remaining() % Integer.BYTES != 0) {
      return Gvcp.Status.BAD_ALIGNMENT;
    }
    Optional<Register> found = RegisterMap.at(address);
    if (found.isEmpty() || found.get().address() != address) {
      return Gvcp.Status.INVALID_ADDRESS;
    }
    Register register = found.get();
    if (register.access() == Register.Access.READ) {
      return Gvcp.Status.WRITE_PROTECT;
    }
    boolean fits =
        register.kind() == Register.Kind.BYTES
            ? value.remaining() <= register.length()
            : value.remaining() == register.length();
    return fits ? device.write(register, value, client) : Gvcp.Status.INVALID_PARAMETER;
  }

  private void resend(InetSocketAddress client) {
    if (in.remaining() == 3 * Integer.BYTES && device.mayAskAgain(client)) {
      int frameId = in.getInt() & 0xFFFF;
      stream.resend(new ResendRequest(frameId, in.getInt() & 0xFFFFFF, in.getInt() & 0xFFFFFF));
    }
  }

  private boolean isWithheldHeartbeat() {
    return stream.withholdsHeartbeat()
        && in.remaining() == Integer.BYTES
        && in.getInt(in.position()) == Register.CONTROL_PRIVILEGE.address();
  }
}
