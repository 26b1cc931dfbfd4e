package org.petrascope.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How long a lamp burnt, by what people said of its switch.
 *
 * @param burnt since it was put in, up to now
 * @param burning since it was switched on; empty while it is off
 */
public record LampHours(Duration burnt, Optional<Duration> burning) {
  private static final double SECONDS_PER_HOUR = 3600;

  /** By the events of the present lamp, the oldest first; empty where nobody said anything. */
  public static Optional<LampHours> of(List<LampEvent> events, Instant now) {
    if (events.isEmpty()) {
      return Optional.empty();
    }
    Duration burnt = Duration.ZERO;
    Optional<Instant> on = Optional.empty();
    for (LampEvent event : events) {
      if (event.kind() == LampEvent.Kind.ON) {
        // Said twice it is on since the first time.
        on = on.or(() -> Optional.of(event.at()));
      } else {
        burnt =
            burnt.plus(on.map(since -> Duration.between(since, event.at())).orElse(Duration.ZERO));
        on = Optional.empty();
      }
    }
    Optional<Duration> burning = on.map(since -> Duration.between(since, now));
    return Optional.of(new LampHours(burnt.plus(burning.orElse(Duration.ZERO)), burning));
  }

  public double hours() {
    return burnt.toSeconds() / SECONDS_PER_HOUR;
  }
}
