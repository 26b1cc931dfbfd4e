package org.petrascope.gige;

import java.util.Optional;
import org.bytedeco.javacpp.SizeTPointer;
import org.petrascope.camera.Outcome;
import org.petrascope.gige.aravis.Aravis;
import org.petrascope.gige.aravis.ArvBuffer;

/**
 * Holds what Aravis received against what a frame must be. Used by the taking thread while the
 * stream is open; closed by its owner.
 */
final class FrameJudge implements AutoCloseable {
  private final NativeStream frames;
  private final FrameCheck shape;
  private final SizeTPointer size = new SizeTPointer(1);
  private long packetsMissingSeen;

  FrameJudge(NativeStream frames, FrameCheck shape) {
    this.frames = frames;
    this.shape = shape;
  }

  /** Whether all packets of a frame came, whatever was in them. */
  static boolean isReceived(ArvBuffer buffer) {
    return Aravis.arv_buffer_get_status(buffer) == Aravis.ARV_BUFFER_STATUS_SUCCESS;
  }

  /** What is wrong with a frame; empty if it is the one that was asked for. */
  Optional<Outcome.Incomplete> damage(ArvBuffer buffer, long id) {
    boolean received = isReceived(buffer);
    Optional<String> problem =
        received ? mismatch(buffer) : Optional.of(meaning(Aravis.arv_buffer_get_status(buffer)));
    if (problem.isEmpty()) {
      return Optional.empty();
    }
    int missing = received ? packetsShort(buffer) : packetsMissing();
    return Optional.of(new Outcome.Incomplete(id, missing, problem.get()));
  }

  private Optional<String> mismatch(ArvBuffer buffer) {
    return shape.problem(
        Aravis.arv_buffer_get_image_width(buffer),
        Aravis.arv_buffer_get_image_height(buffer),
        Aravis.arv_buffer_get_image_pixel_format(buffer),
        bytes(buffer));
  }

  /** Bytes that came; only true of a frame that Aravis calls a success. */
  private long bytes(ArvBuffer buffer) {
    Aravis.arv_buffer_get_data(buffer, size);
    return size.get();
  }

  private int packetsShort(ArvBuffer buffer) {
    long bytesShort = Math.max(0, shape.bytes() - bytes(buffer));
    return GvspPacket.count(bytesShort, frames.packetPayloadBytes());
  }

  /** Aravis only keeps the sum, which may be some frames ahead of the one at hand. */
  private int packetsMissing() {
    long missing = Math.max(1, frames.packetsMissing() - packetsMissingSeen);
    packetsMissingSeen += missing;
    return Math.toIntExact(missing);
  }

  private static String meaning(int status) {
    return switch (status) {
      case Aravis.ARV_BUFFER_STATUS_TIMEOUT -> "packets did not come in time";
      case Aravis.ARV_BUFFER_STATUS_MISSING_PACKETS -> "packets are missing";
      case Aravis.ARV_BUFFER_STATUS_WRONG_PACKET_ID -> "a packet has an impossible number";
      case Aravis.ARV_BUFFER_STATUS_SIZE_MISMATCH -> "more bytes came than a frame has";
      default -> "reception was cut off";
    };
  }

  @Override
  public void close() {
    size.close();
  }
}
