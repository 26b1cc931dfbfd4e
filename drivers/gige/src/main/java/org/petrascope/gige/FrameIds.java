package org.petrascope.gige;

/**
 * Turns the frame ids of the wire into ids that count up from 1 and never wrap. Used by one thread.
 *
 * <p>GVSP ids are 16 bit and run 1 ... 65535, 1 ...: zero is skipped (GigE Vision 2.0, section
 * 24.2). At 670 lines/s they wrap every 98 s, while a gap of half a turn would need an outage of 49
 * s; control of the camera is lost after 5 s, so the shorter way round is the right one. Extended
 * ids (64 bit) do not wrap and pass as they are.
 */
final class FrameIds {
  private static final long CYCLE = 65535;

  /** A single earlier frame may be a straggler; so many whole ones in a row are a new beginning. */
  private static final int EARLIER_WHOLE_MAX = 3;

  private long lastWireId;
  private long lastId;
  private int earlierWhole;

  /** The id that follows the last one. */
  long expected() {
    return lastId + 1;
  }

  /**
   * Fixes where counting starts, before the first frame is unwrapped. A first frame with id k means
   * that k - 1 were lost before it, unless k is more than the camera can have sent by now: then it
   * goes on counting from an earlier acquisition, and this frame is number 1.
   *
   * @return whether the camera counts from 1
   */
  boolean begin(long firstWireId, long plausibleMax) {
    boolean afresh = firstWireId <= plausibleMax;
    lastWireId = afresh ? 0 : firstWireId - 1;
    lastId = 0;
    return afresh;
  }

  /** The id of a frame; one that is not above the last is of an {@link #earlier} frame. */
  long unwrap(long wireId) {
    long id = lastId + step(wireId);
    if (id > lastId) {
      lastId = id;
      lastWireId = wireId;
      earlierWhole = 0;
    }
    return id;
  }

  /**
   * A frame came whose id is not above the last. A packet that was asked for again may come so late
   * that its frame has been given up; Aravis then takes it for the first of a new frame, which
   * stays incomplete. A camera that began anew sends whole frames.
   *
   * @return whether the camera counts anew
   */
  boolean earlier(boolean whole) {
    earlierWhole += whole ? 1 : 0;
    return earlierWhole == EARLIER_WHOLE_MAX;
  }

  private long step(long wireId) {
    if (wireId > CYCLE || lastWireId > CYCLE) {
      return wireId - lastWireId;
    }
    long forward = Math.floorMod(wireId - lastWireId, CYCLE);
    return forward > CYCLE / 2 ? forward - CYCLE : forward;
  }
}
