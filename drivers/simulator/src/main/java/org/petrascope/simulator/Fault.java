package org.petrascope.simulator;

/** What can go wrong on purpose. Frames are counted from 1 in each acquisition. */
public enum Fault {
  DROP("drop", Unit.PROBABILITY, "a packet is not sent the first time"),
  DROP_RESEND("dropResend", Unit.PROBABILITY, "a packet that was asked for again is not sent"),
  HOPELESS(
      "hopeless",
      Unit.PROBABILITY,
      "a packet of a frame is lost, and again whenever it is asked for"),
  RESEND_LAG(
      "resendLag", Unit.COUNT, "a packet that was asked for again is sent this many frames later"),
  DUPLICATE("dup", Unit.PROBABILITY, "a packet is sent twice"),
  REORDER("reorder", Unit.PROBABILITY, "a packet is sent after the one that follows it"),
  DROP_FRAME("dropFrame", Unit.PROBABILITY, "no packet of a frame is ever sent"),
  TRUNCATE("truncate", Unit.PROBABILITY, "the second half of a frame's payload is never sent"),
  WRONG_FORMAT("wrongFormat", Unit.PROBABILITY, "the leader names another pixel format"),
  WRONG_HEIGHT("wrongHeight", Unit.PROBABILITY, "the leader gives a height that is one too small"),
  STALL_AT("stallAt", Unit.COUNT, "the camera pauses before this frame"),
  STALL_MS("stallMs", Unit.COUNT, "milliseconds of the pause"),
  MUTE_AT("muteAt", Unit.COUNT, "from this frame on nothing is streamed; control still answers"),
  MUTE_MS("muteMs", Unit.COUNT, "milliseconds of silence; 0 is for good"),
  VANISH_AT("vanishAt", Unit.COUNT, "from this frame on nothing is streamed and nothing answered"),
  VANISH_MS("vanishMs", Unit.COUNT, "milliseconds of absence; 0 is for good"),
  NO_HEARTBEAT_ACK_AT(
      "noHeartbeatAckAt", Unit.COUNT, "from this frame on the heartbeat is not acknowledged"),
  MISS_TRIGGER(
      "missTrigger", Unit.PROBABILITY, "a tick of the encoder comes too early and starts no frame"),
  TAKEN_AT("takenAt", Unit.COUNT, "from this frame on another program controls the camera"),
  TAKEN_MS("takenMs", Unit.COUNT, "milliseconds until it lets go; 0 is for good"),
  SLOW_PPM("slowPpm", Unit.COUNT, "lines come so many millionths slower than the camera states"),
  MTU("mtu", Unit.COUNT, "IP packets above this many bytes vanish on the way");

  /** What the number of a fault means. */
  enum Unit {
    PROBABILITY,
    COUNT
  }

  private final String key;
  private final Unit unit;
  private final String meaning;

  Fault(String key, Unit unit, String meaning) {
    this.key = key;
    this.unit = unit;
    this.meaning = meaning;
  }

  /** Its name in a fault specification, such as {@code drop}. */
  public String key() {
    return key;
  }

  Unit unit() {
    return unit;
  }

  /** One clause that says what happens. */
  public String meaning() {
    return meaning;
  }
}
