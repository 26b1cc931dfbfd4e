package org.petrascope.scan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A station's lamp at one moment, as far as it was told and whites show it.
 *
 * @param lit whether it is on; empty before anybody said so
 * @param hours that it burnt since it was put in; empty where nobody said when it was switched
 * @param warmIn until it is steady; empty where it is, or is off, or nobody said
 * @param warnings what its whites show, one sentence each
 */
public record LampStatus(
    Optional<Boolean> lit, OptionalDouble hours, Optional<Duration> warmIn, List<String> warnings) {
  public LampStatus {
    warnings = List.copyOf(warnings);
  }

  /** In one sentence without a full stop. */
  public String sentence() {
    if (lit.isEmpty()) {
      return "lamp hours are not known: say when the lamp is switched on and off, or replaced";
    }
    String burnt = "lamp is %s, %.1f h burnt".formatted(lit.get() ? "on" : "off", hours.orElse(0));
    return warmIn.map(left -> burnt + ", warm in " + minutes(left)).orElse(burnt);
  }

  /** Whole minutes, begun ones counted. */
  static String minutes(Duration duration) {
    return Math.ceilDiv(duration.toSeconds(), 60) + " min";
  }
}
