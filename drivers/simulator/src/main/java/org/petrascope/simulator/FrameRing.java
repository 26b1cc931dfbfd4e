package org.petrascope.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The latest frames, kept for resends. Used by the stream thread alone. */
final class FrameRing {
  private static final int FRAMES_MAX = 128;
  private static final int FRAMES_MIN = 4;
  private static final int BYTES_MAX = 48 << 20;

  private final List<SentFrame> frames;
  private long latest;

  FrameRing(FrameFormat format, int payloadBytes) {
    int count = Math.clamp(BYTES_MAX / format.bytes(), FRAMES_MIN, FRAMES_MAX);
    frames = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      frames.add(new SentFrame(format, payloadBytes));
    }
  }

  /** The place of the next frame; the oldest one is forgotten. */
  SentFrame next(long timestampNs) {
    latest++;
    SentFrame frame = frames.get((int) (latest % frames.size()));
    frame.begin(latest, timestampNs);
    return frame;
  }

  /** Number of the latest frame, 0 before the first. */
  long latest() {
    return latest;
  }

  /** The latest frame with this 16-bit id, if it is still kept. */
  Optional<SentFrame> withId(int frameId) {
    int age = Math.floorMod(GvspPacket.frameId(latest) - frameId, GvspPacket.FRAME_ID_MAX);
    long number = latest - age;
    return latest > 0 && frameId >= 1 && number >= 1 && age < frames.size()
        ? Optional.of(frames.get((int) (number % frames.size())))
        : Optional.empty();
  }
}
