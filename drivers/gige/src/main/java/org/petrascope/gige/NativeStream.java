package org.petrascope.gige;

import java.util.function.Consumer;
import org.petrascope.camera.CameraException;
import org.petrascope.gige.aravis.Aravis;
import org.petrascope.gige.aravis.ArvBuffer;
import org.petrascope.gige.aravis.ArvGvStream;
import org.petrascope.gige.aravis.ArvStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Aravis half of a stream: its receiving thread, its buffers and its counters.
 *
 * <p>Buffers may be given back by any thread while it is open; everything else is used by one
 * thread at a time. After {@link #close()} nothing may be called: the owner sees to that.
 */
final class NativeStream implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NativeStream.class);

  /** Packet sockets that are tried while other cameras stream on the same interface. */
  private static final int PACKET_SOCKETS_MAX = 3;

  private final AravisDevice device;
  private final ArvStream stream;
  private final ArvGvStream gigeStream;
  private final boolean packetSocket;
  private final BufferPool pool;
  private final int packetPayloadBytes;
  private final long[] first = new long[1];
  private final long[] second = new long[1];
  private final long[] third = new long[1];

  private NativeStream(AravisDevice device, Opened opened, BufferPool pool) {
    this.device = device;
    this.stream = opened.stream();
    this.packetSocket = opened.packetSocket();
    this.pool = pool;
    gigeStream = new ArvGvStream(stream);
    packetPayloadBytes = device.packetPayloadBytes();
  }

  /** Opens the channel and gives it its buffers; nothing flows yet. */
  static NativeStream open(
      AravisDevice device, FrameCheck shape, BufferPlan plan, Consumer<ArvBuffer> giveBack) {
    long payloadBytes = device.integer("PayloadSize");
    if (payloadBytes < shape.bytes()) {
      throw new CameraException(
          "camera %s announces frames of %d bytes, but %s has %d: set the format again"
              .formatted(device.address(), payloadBytes, shape, shape.bytes()));
    }
    BufferPool pool = new BufferPool(shape, payloadBytes, plan.count(), giveBack);
    try {
      NativeStream opened = new NativeStream(device, openUnspoilt(device), pool);
      opened.tune(plan);
      pool.fill(opened.stream, opened.packetPayloadBytes);
      return opened;
    } catch (CameraException e) {
      pool.close();
      throw e;
    }
  }

  /**
   * A stream that has received nothing yet. Between opening its packet socket and filtering it,
   * Aravis takes packets of other cameras on the same interface for its own, and then passes over
   * our first frames as too old; such a stream is opened anew, and at last without that socket.
   */
  private static Opened openUnspoilt(AravisDevice device) {
    for (int opening = 0; opening < PACKET_SOCKETS_MAX; opening++) {
      ReceivingThreads receiving = ReceivingThreads.now();
      ArvStream stream = device.openStream(true);
      receiving.awaitNewOnesIdle();
      long foreign = Aravis.arv_stream_get_info_uint64_by_name(stream, "n_received_packets");
      if (foreign == 0) {
        return new Opened(stream, PacketSockets.inThisProcess());
      }
      LOG.debug(
          "camera {}: {} packets of others came first, opening anew", device.address(), foreign);
      Aravis.g_object_unref(stream);
    }
    return new Opened(device.openStream(false), false);
  }

  /** A stream and whether a packet socket feeds it. */
  private record Opened(ArvStream stream, boolean packetSocket) {}

  private void tune(BufferPlan plan) {
    Aravis.petrascope_set_int(stream, "socket-buffer", Aravis.ARV_GV_STREAM_SOCKET_BUFFER_FIXED);
    Aravis.petrascope_set_int(stream, "socket-buffer-size", GigeHost.SOCKET_BUFFER_BYTES);
    Aravis.petrascope_set_uint(stream, "frame-retention", plan.retentionUs());
    // A line is worth asking for all its packets again; Aravis would stop at a quarter of them.
    Aravis.petrascope_set_double(stream, "packet-request-ratio", 1.0);
  }

  void startAcquisition() {
    if (device.has("TLParamsLocked")) {
      device.set("TLParamsLocked", 1);
    }
    device.set("AcquisitionMode", "Continuous");
    device.execute("AcquisitionStart");
  }

  /** The next buffer that was received; null after this time. */
  @SuppressWarnings("NullAway") // JavaCPP knows no annotations: a null pointer comes back as null.
  ArvBuffer pop(long waitUs) {
    return Aravis.arv_stream_timeout_pop_buffer(stream, waitUs);
  }

  /** Lets the buffer receive again. Without an id, so that a later frame cannot inherit it. */
  void push(ArvBuffer buffer) {
    Aravis.arv_buffer_set_frame_id(buffer, 0);
    slot(buffer).mark(packetPayloadBytes);
    Aravis.arv_stream_push_buffer(stream, buffer);
  }

  FrameSlot slot(ArvBuffer buffer) {
    return pool.slot(buffer);
  }

  /** Whether a frame that is not whole has its leader alone. */
  boolean isLeaderAlone(ArvBuffer buffer) {
    return slot(buffer).isBlank(packetPayloadBytes);
  }

  int packetPayloadBytes() {
    return packetPayloadBytes;
  }

  long packetsResent() {
    Aravis.arv_gv_stream_get_statistics(gigeStream, first, second);
    return first[0];
  }

  /** Packets of damaged frames, all those after the first that is missing; rises frame by frame. */
  long packetsMissing() {
    Aravis.arv_gv_stream_get_statistics(gigeStream, first, second);
    return second[0];
  }

  /** How often a packet found no buffer; rises with every packet of a frame that found none. */
  long bufferless() {
    Aravis.arv_stream_get_statistics(stream, first, second, third);
    return third[0];
  }

  /** Which socket really receives. */
  String transport() {
    if (packetSocket) {
      return "packet socket";
    }
    long grantedBytes =
        GigeHost.here().receiveBufferMaxBytes().orElse(GigeHost.SOCKET_BUFFER_BYTES);
    if (grantedBytes < GigeHost.SOCKET_BUFFER_BYTES) {
      LOG.warn(
          "camera {}: the kernel grants a receive buffer of {} bytes, {} are wanted: set"
              + " net.core.rmem_max to {} or give the program CAP_NET_RAW",
          device.address(),
          grantedBytes,
          GigeHost.SOCKET_BUFFER_BYTES,
          GigeHost.SOCKET_BUFFER_BYTES);
    }
    return "plain socket";
  }

  /** Ends the acquisition; blocks for seconds when the device does not answer. */
  void stopAcquisition() {
    try {
      device.execute("AcquisitionStop");
      if (device.has("TLParamsLocked")) {
        device.set("TLParamsLocked", 0);
      }
    } catch (CameraException e) {
      LOG.info("acquisition could not be stopped: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    Aravis.g_object_unref(stream); // Ends the receiving thread and drops the queued buffers.
    pool.close();
  }
}
