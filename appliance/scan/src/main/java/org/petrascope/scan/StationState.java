package org.petrascope.scan;

import java.util.Locale;

/** What a station is doing. */
public enum StationState {
  /** Nothing; it takes orders. */
  IDLE,
  /** It captures a dark or white reference, or measures the wavelength tile. */
  REFERENCING,
  /** Lines are coming in. */
  SCANNING,
  /** Lines are all there; products are being made. */
  FINISHING,
  /** The last scan failed, see the message; it takes orders all the same. */
  FAILED;

  /** The state as it stands in a sentence. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it takes orders. */
  public boolean free() {
    return this == IDLE || this == FAILED;
  }
}
