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

  private long lastWireId;
  private long lastId;

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

  /** The id of a frame; one that is not above the last means that the camera began anew. */
  long unwrap(long wireId) {
    long id = lastId + step(wireId);
    if (id > lastId) {
      lastId = id;
      lastWireId = wireId;
    }
    return id;
  }

  private long step(long wireId) {
    if (wireId > CYCLE || lastWireId > CYCLE) {
      return wireId - lastWireId;
    }
    long forward = Math.floorMod(wireId - lastWireId, CYCLE);
    return forward > CYCLE / 2 ? forward - CYCLE : forward;
  }
}
