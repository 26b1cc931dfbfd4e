package org.petrascope.scan;

/** What a station is doing. */
public enum StationState {
  /** Nothing; it takes orders. */
  IDLE,
  /** It captures a dark or white reference. */
  REFERENCING,
  /** Lines are coming in. */
  SCANNING,
  /** Lines are all there; products are being made. */
  FINISHING,
  /** The last scan failed, see the message; it takes orders all the same. */
  FAILED;

  /** Whether it takes orders. */
  public boolean free() {
    return this == IDLE || this == FAILED;
  }
}
