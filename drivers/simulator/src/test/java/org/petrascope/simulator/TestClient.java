package org.petrascope.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A small GigE Vision client: real packets, no library. One thread. */
final class TestClient implements AutoCloseable {
  static final int ANSWER_MS = 1000;

  private final InetSocketAddress camera;
  private final DatagramSocket control;
  private final DatagramSocket stream;
  private int request;

  /** Answer to a command. */
  record Answer(int status, int command, int request, ByteBuffer payload) {}

  /** A stream packet. */
  record Packet(int status, int frameId, int type, int number, ByteBuffer payload) {}

  TestClient(String address) throws IOException {
    camera = new InetSocketAddress(InetAddress.ofLiteral(address), Gvcp.PORT);
    control = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
    control.setSoTimeout(ANSWER_MS);
    stream = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
    stream.setReceiveBufferSize(8 << 20);
    stream.setSoTimeout(ANSWER_MS);
  }

  /** Takes control and points the stream at this client. */
  TestClient takeControl() throws IOException {
    require(write(Register.CONTROL_PRIVILEGE, Gvcp.PRIVILEGE_CONTROL));
    require(write(Register.STREAM_DESTINATION, 0x7F000001));
    require(write(Register.STREAM_PORT, stream.getLocalPort()));
    return this;
  }

  Optional<Answer> command(int command, ByteBuffer payload) throws IOException {
    request = request % 0xFFFF + 1;
    ByteBuffer out = ByteBuffer.allocate(Gvcp.HEADER_BYTES + payload.remaining());
    out.put((byte) Gvcp.KEY).put((byte) Gvcp.FLAG_ACK_REQUIRED).putShort((short) command);
    out.putShort((short) payload.remaining()).putShort((short) request).put(payload);
    control.send(new DatagramPacket(out.array(), out.capacity(), camera));
    return answer();
  }

  private Optional<Answer> answer() throws IOException {
    DatagramPacket datagram = new DatagramPacket(new byte[2048], 2048);
    try {
      control.receive(datagram);
    } catch (SocketTimeoutException e) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(datagram.getData(), 0, datagram.getLength());
    int status = in.getShort() & 0xFFFF;
    int command = in.getShort() & 0xFFFF;
    in.getShort();
    return Optional.of(new Answer(status, command, in.getShort() & 0xFFFF, in.slice()));
  }

  /** Sends a resend request, which has no answer. */
  void askAgain(int frameId, int first, int last) throws IOException {
    ByteBuffer out = ByteBuffer.allocate(20);
    out.put((byte) Gvcp.KEY).put((byte) 0).putShort((short) Gvcp.PACKET_RESEND);
    out.putShort((short) 12).putShort((short) 1);
    out.putShort((short) 0).putShort((short) frameId).putInt(first).putInt(last);
    control.send(new DatagramPacket(out.array(), out.capacity(), camera));
  }

  int read(Register register) throws IOException {
    Answer answer =
        command(Gvcp.READ_REGISTER, ByteBuffer.allocate(4).putInt(0, register.address()))
            .orElseThrow();
    require(answer.status());
    return answer.payload().getInt();
  }

  double readReal(int address) throws IOException {
    return ByteBuffer.wrap(readMemory(address, Double.BYTES)).getDouble();
  }

  int write(Register register, int value) throws IOException {
    return write(register.address(), value);
  }

  int write(int address, int value) throws IOException {
    ByteBuffer payload = ByteBuffer.allocate(8).putInt(address).putInt(value).flip();
    return command(Gvcp.WRITE_REGISTER, payload).orElseThrow().status();
  }

  int write(Register register, double value) throws IOException {
    ByteBuffer payload = ByteBuffer.allocate(12).putInt(register.address()).putDouble(value).flip();
    return command(Gvcp.WRITE_MEMORY, payload).orElseThrow().status();
  }

  byte[] readMemory(int address, int count) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int from = 0; from < count; from += 512) {
      int part = (Math.min(512, count - from) + 3) / 4 * 4;
      ByteBuffer payload = ByteBuffer.allocate(8).putInt(address + from).putInt(part).flip();
      Answer answer = command(Gvcp.READ_MEMORY, payload).orElseThrow();
      require(answer.status());
      bytes.write(answer.payload().array(), 12, part);
    }
    return Arrays.copyOf(bytes.toByteArray(), count);
  }

  String text(Register register) throws IOException {
    return new String(readMemory(register.address(), register.length()), Register.TEXT)
        .replaceAll("\0.*", "");
  }

  void start() throws IOException {
    require(write(Register.ACQUISITION, 1));
  }

  void stop() throws IOException {
    require(write(Register.ACQUISITION, 0));
  }

  /** Waits until the camera has done and counted all that was asked of it before. */
  void settle() throws IOException {
    stop();
  }

  /** The next stream packet, or nothing when none comes for a second. */
  Optional<Packet> packet() throws IOException {
    Optional<ByteBuffer> datagram = datagram();
    return datagram.map(
        in -> {
          int status = in.getShort() & 0xFFFF;
          int frameId = in.getShort() & 0xFFFF;
          int type = in.getInt();
          return new Packet(status, frameId, type >>> 24, type & 0xFFFFFF, in.slice());
        });
  }

  /** Frame ids of all trailers until nothing comes any more. */
  List<Integer> trailersThatFollow() throws IOException {
    List<Integer> ids = new ArrayList<>();
    Optional<TestClient.Packet> packet = packet();
    while (packet.isPresent()) {
      if (packet.get().type() == GvspPacket.TRAILER) {
        ids.add(packet.get().frameId());
      }
      packet = packet();
    }
    return ids;
  }

  Optional<ByteBuffer> datagram() throws IOException {
    DatagramPacket datagram = new DatagramPacket(new byte[10_000], 10_000);
    try {
      stream.receive(datagram);
    } catch (SocketTimeoutException e) {
      return Optional.empty();
    }
    return Optional.of(ByteBuffer.wrap(datagram.getData(), 0, datagram.getLength()));
  }

  /** Bytes of the next frame whose packets arrive whole and in order. */
  byte[] frame() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int expected = 0;
    while (true) {
      Packet packet = packet().orElseThrow();
      if (packet.type() == GvspPacket.LEADER) {
        bytes.reset();
        expected = 0;
      }
      if (packet.number() != expected++) {
        expected = Integer.MIN_VALUE;
      } else if (packet.type() == GvspPacket.PAYLOAD) {
        ByteBuffer payload = packet.payload();
        bytes.write(payload.array(), payload.arrayOffset(), payload.remaining());
      } else if (packet.type() == GvspPacket.TRAILER) {
        return bytes.toByteArray();
      }
    }
  }

  /** Starts, takes the DN of the first frame as 16-bit words, stops and empties the socket. */
  int[] firstFrameOfWords() throws IOException {
    start();
    ByteBuffer bytes = ByteBuffer.wrap(frame()).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    stop();
    drain();
    int[] dn = new int[bytes.remaining() / 2];
    Arrays.setAll(dn, i -> bytes.getShort() & 0xFFFF);
    return dn;
  }

  /** Throws away what has arrived; call after {@link #stop()}. */
  void drain() throws IOException {
    stream.setSoTimeout(20);
    while (datagram().isPresent()) {
      // Thrown away.
    }
    stream.setSoTimeout(ANSWER_MS);
  }

  static void require(int status) {
    if (status != 0) {
      throw new AssertionError("status 0x%04X".formatted(status));
    }
  }

  @Override
  public void close() {
    control.close();
    stream.close();
  }
}
