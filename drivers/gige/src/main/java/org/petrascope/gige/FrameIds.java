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

  /** Earlier frames may be stragglers; so many whole ones, rising, are a new beginning. */
  private static final int EARLIER_WHOLE_MAX = 3;

  /** Stragglers come among newer frames; a camera that begins anew was silent for longer. */
  private static final long SILENCE_NS = 500_000_000;

  private long lastWireId;
  private long lastId;
  private int earlierWhole;
  private long earlierWireId;

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
      earlierWireId = 0;
    }
    return id;
  }

  /**
   * A frame came whose id is not above the last. Packets that were asked for again may come so late
   * that their frame has been given up; Aravis then takes them for a new frame, which may even
   * become whole where all packets of it were asked for. A camera that began anew sends whole
   * frames with rising ids and was silent before.
   *
   * @param silentNs how long before this frame the last one came whose id was above those before
   * @return whether the camera counts anew
   */
  boolean earlier(long wireId, boolean whole, long silentNs) {
    if (whole && silentNs >= SILENCE_NS) {
      earlierWhole = wireId > earlierWireId ? earlierWhole + 1 : 1;
      earlierWireId = wireId;
    }
    return earlierWhole >= EARLIER_WHOLE_MAX;
  }

  private long step(long wireId) {
    if (wireId > CYCLE || lastWireId > CYCLE) {
      return wireId - lastWireId;
    }
    long forward = Math.floorMod(wireId - lastWireId, CYCLE);
    return forward > CYCLE / 2 ? forward - CYCLE : forward;
  }
}
