package org.petrascope.store;

/** How far a scan is. */
public enum ScanState {
  /** Lines are coming in. */
  SCANNING,
  /** Products are being made from raw. */
  FINISHING,
  /** The appliance stopped in mid-scan; the lines captured until then are there. */
  INTERRUPTED,
  /** Somebody stopped it; the lines captured until then are there. */
  CANCELLED,
  /** Something failed, see the message; the lines captured until then are there. */
  FAILED,
  /** All products are there. */
  FINISHED;

  /** Whether work on the scan is under way. */
  public boolean active() {
    return this == SCANNING || this == FINISHING;
  }

  /** Whether products can still be made from the lines that are there. */
  public boolean canBeFinished() {
    return this == INTERRUPTED || this == CANCELLED || this == FAILED;
  }
}
