package org.petrascope.learning;

/** A reason not to take a prediction at its word. */
public enum Flag {
  /** The row has no value in some column; nothing was predicted. */
  NO_DATA(1, "no data"),
  /** Too little light, or too much noise, compared with what was learned from. */
  LOW_SIGNAL(2, "low signal"),
  /** Nothing like it was learned from. */
  UNKNOWN(4, "unknown"),
  /** The second class is nearly as probable as the first. */
  MIXED(8, "mixed");

  private final int bit;
  private final String text;

  Flag(int bit, String text) {
    this.bit = bit;
    this.text = text;
  }

  /** Its bit in a number that holds several flags; stays the same in later versions. */
  public int bit() {
    return bit;
  }

  /** As tables write it. */
  public String text() {
    return text;
  }
}
