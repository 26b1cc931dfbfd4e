package org.petrascope.scan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.petrascope.spectral.LampLight;
import org.petrascope.spectral.LampTrend;
import org.petrascope.spectral.Sensor;
import org.petrascope.store.LampEvent;
import org.petrascope.store.LampHours;
import org.petrascope.store.ReferenceRecord;

/**
 * Watches a station's lamp: its hours are what people said of its switch, its ageing is what the
 * whites show since it was put in. May be used by any thread.
 */
final class LampWatch {
  /** A lamp is worn out at this share of its first light, or of its first share of short waves. */
  private static final double LEVEL_MIN = 0.7;

  private static final double SHORT_WAVE_MIN = 0.9;

  /** So many days ahead it is time to order a lamp. */
  private static final double WARNED_DAYS = 30;

  /** The latest whites that are looked at. */
  private static final int WHITES_MAX = 500;

  private static final double SECONDS_PER_DAY = 86_400;

  private final String station;
  private final Surroundings around;
  private final Duration warmUp;

  LampWatch(String station, Surroundings around, Duration warmUp) {
    this.station = station;
    this.around = around;
    this.warmUp = warmUp;
  }

  /** Takes down what was done with the lamp just now. */
  void note(LampEvent.Kind kind) {
    around.store().lampEvents().add(new LampEvent(station, around.clock().instant(), kind));
  }

  /** What is known now; its ageing only with a sensor that looks at it. */
  LampStatus status(Optional<Sensor> sensor) {
    List<LampEvent> events = around.store().lampEvents().ofPresentLamp(station);
    List<String> warnings = sensor.map(seen -> warnings(whites(seen))).orElse(List.of());
    return LampHours.of(events, around.clock().instant())
        .map(
            hours ->
                new LampStatus(
                    Optional.of(hours.burning().isPresent()),
                    OptionalDouble.of(hours.hours()),
                    hours.burning().map(warmUp::minus).filter(Duration::isPositive),
                    warnings))
        .orElseGet(
            () ->
                new LampStatus(
                    Optional.empty(), OptionalDouble.empty(), Optional.empty(), warnings));
  }

  /** Whites of the present lamp, newest first. */
  List<ReferenceRecord> whites(Sensor sensor) {
    Instant since =
        around.store().lampEvents().ofPresentLamp(station).stream()
            .findFirst()
            .filter(event -> event.kind() == LampEvent.Kind.REPLACED)
            .map(LampEvent::at)
            .orElse(Instant.MIN);
    return around.store().references().whites(sensor, WHITES_MAX).stream()
        .filter(white -> !white.takenAt().isBefore(since))
        .toList();
  }

  private static List<String> warnings(List<ReferenceRecord> whites) {
    List<String> warnings = new ArrayList<>();
    trend(whites, LampLight::level)
        .flatMap(trend -> failing("light falls", trend, LEVEL_MIN))
        .ifPresent(warnings::add);
    trend(whites, LampLight::shortWave)
        .flatMap(trend -> failing("share of short waves falls", trend, SHORT_WAVE_MIN))
        .ifPresent(warnings::add);
    return warnings;
  }

  /**
   * Whites that are to be used with care, or of another gain than the newest, say nothing of
   * ageing.
   */
  private static Optional<LampTrend> trend(
      List<ReferenceRecord> whites, ToDoubleFunction<LampLight> what) {
    return LampTrend.of(
        whites.reversed().stream()
            .filter(white -> white.warnings().isEmpty())
            .filter(white -> white.settings().gain() == whites.getFirst().settings().gain())
            .flatMap(
                white ->
                    white.light().stream()
                        .map(
                            light ->
                                new LampTrend.Point(
                                    white.takenAt().getEpochSecond() / SECONDS_PER_DAY,
                                    what.applyAsDouble(light))))
            .toList());
  }

  private static Optional<String> failing(String what, LampTrend trend, double least) {
    OptionalDouble days = trend.daysUntil(least, 0);
    if (days.isEmpty() || days.getAsDouble() > WARNED_DAYS) {
      return Optional.empty();
    }
    String latest =
        trend.daysUntil(least, -1).stream().mapToObj("%.0f"::formatted).findFirst().orElse("many");
    return Optional.of(
        "lamp is failing: its %s by %.2f +- %.2f %% a day over %d whites and is at %.0f %% of the first; about %.0f days (%.0f to %s) are left until %.0f %%: have a new lamp ready"
            .formatted(
                what,
                -100 * trend.perDay(),
                100 * trend.standardError(),
                trend.points(),
                100 * trend.now(),
                days.getAsDouble(),
                trend.daysUntil(least, 1).orElse(0),
                latest,
                100 * least));
  }
}
