package org.petrascope.spectral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LampTrendTest {
  private static Optional<LampTrend> of(int days, IntToDoubleFunction value) {
    return LampTrend.of(
        IntStream.range(0, days)
            .mapToObj(day -> new LampTrend.Point(day, value.applyAsDouble(day)))
            .toList());
  }

  @Test
  void straightFallIsExtrapolated() {
    LampTrend trend = of(11, day -> 0.4 * (1 - 0.01 * day)).orElseThrow();
    assertEquals(-0.01, trend.perDay(), 1e-12);
    assertEquals(0, trend.standardError(), 1e-9);
    assertEquals(0.9, trend.now(), 1e-12);
    assertTrue(trend.falls());
    assertEquals(20, trend.daysUntil(0.7, 0).orElseThrow(), 1e-6);
    assertEquals(0, trend.daysUntil(0.95, 0).orElseThrow());
  }

  @Test
  void standardErrorIsThatOfTheScatter() {
    // Days 0 to 5, residuals by hand: y = 1, 0.98, 1, 0.96, 0.98, 0.94.
    double[] y = {1, 0.98, 1, 0.96, 0.98, 0.94};
    LampTrend trend = of(6, day -> y[day]).orElseThrow();
    double slope = -0.17 / 17.5;
    double start = 5.86 / 6 - 2.5 * slope;
    // Sum of (y - mean)^2 is 0.00273333; the line takes slope^2 x 17.5 of it.
    double rest = 0.0027333333 - slope * slope * 17.5;
    assertEquals(slope / start, trend.perDay(), 1e-9);
    assertEquals(Math.sqrt(rest / 4 / 17.5) / start, trend.standardError(), 1e-7);
  }

  @Test
  void scatterIsNoFall() {
    for (long seed = 0; seed < 50; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      LampTrend trend = of(20, day -> 1 + 0.003 * random.nextGaussian()).orElseThrow();
      assertFalse(trend.falls() && trend.daysUntil(0.7, 0).orElse(1e9) < 30, "seed " + seed);
    }
  }

  @Test
  void fewOrHastyValuesTellNoTrend() {
    assertTrue(of(5, day -> 1 - 0.1 * day).isEmpty());
    assertTrue(
        LampTrend.of(
                IntStream.range(0, 9)
                    .mapToObj(i -> new LampTrend.Point(0.1 * i, 1 - 0.1 * i))
                    .toList())
            .isEmpty());
  }
}
