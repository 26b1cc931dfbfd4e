package org.petrascope.store;

import java.time.Instant;

/** Somebody switched a station's lamp, or put a new one in, and said so. */
public record LampEvent(String station, Instant at, Kind kind) {
  /** What was done. */
  public enum Kind {
    ON,
    OFF,
    /** A new lamp, which is off until it is switched on: hours and light begin anew. */
    REPLACED
  }
}
