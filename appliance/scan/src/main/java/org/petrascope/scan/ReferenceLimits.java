package org.petrascope.scan;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.petrascope.store.ReferenceRecord;

/**
 * When a reference is too old, or of another temperature, and when a lamp is warm.
 *
 * @param ageMax an older reference calibrates no scan
 * @param temperatureMaxK nor does one whose sensor was warmer or colder by more than this
 * @param warmUp a lamp that was switched on within this time is not steady
 */
public record ReferenceLimits(Duration ageMax, double temperatureMaxK, Duration warmUp) {
  /**
   * A third of a shift; a dark current that doubles every 8 K changes by a twelfth; halogen lamps
   * are steady to a hundredth after 20 minutes.
   */
  public static final ReferenceLimits DEFAULT =
      new ReferenceLimits(Duration.ofHours(4), 1, Duration.ofMinutes(20));

  private static final double SECONDS_PER_HOUR = 3600;

  public ReferenceLimits {
    if (!ageMax.isPositive() || !(temperatureMaxK > 0) || warmUp.isNegative()) {
      throw new IllegalArgumentException(
          "references may be %s old, differ by %s K, and lamps warm for %s: the first two must be above zero"
              .formatted(ageMax, temperatureMaxK, warmUp));
    }
  }

  /**
   * Why a reference is stale, in one sentence with the remedy; empty while it is fresh.
   *
   * @param sensorC temperature of the sensor now, where the camera tells it
   */
  Optional<String> stale(ReferenceRecord reference, Instant now, OptionalDouble sensorC) {
    Duration age = Duration.between(reference.takenAt(), now);
    String word = reference.kind().word();
    String remedy = reference.kind().remedy();
    if (age.compareTo(ageMax) > 0) {
      return Optional.of(
          "%s reference is %.1f h old, the limit is %.1f h: %s"
              .formatted(word, hours(age), hours(ageMax), remedy));
    }
    if (sensorC.isPresent() && reference.temperatureC().isPresent()) {
      double then = reference.temperatureC().getAsDouble();
      if (Math.abs(sensorC.getAsDouble() - then) > temperatureMaxK) {
        return Optional.of(
            "%s reference was taken at %.1f C, the sensor is at %.1f C now and may differ by %.1f K: %s"
                .formatted(word, then, sensorC.getAsDouble(), temperatureMaxK, remedy));
      }
    }
    return Optional.empty();
  }

  private static double hours(Duration duration) {
    return duration.toSeconds() / SECONDS_PER_HOUR;
  }
}
