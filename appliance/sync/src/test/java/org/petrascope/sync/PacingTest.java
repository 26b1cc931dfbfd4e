package org.petrascope.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.LocalTime;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PacingTest {
  private long nowNs;

  private TokenBucket bucket(double bytesPerS) {
    return new TokenBucket(bytesPerS, () -> nowNs, time -> nowNs += time.toNanos());
  }

  @Test
  void bytesTakeTheTimeOfTheirRate() throws InterruptedException {
    TokenBucket bucket = bucket(64_000);
    for (int i = 0; i < 100; i++) {
      bucket.spend(16_000);
    }
    assertEquals(25.0, nowNs * 1e-9, 1e-3);
  }

  @Test
  void pauseEarnsHalfASecondAtMost() throws InterruptedException {
    TokenBucket bucket = bucket(1000);
    nowNs += Duration.ofHours(1).toNanos();
    long before = nowNs;
    bucket.spend(2000);
    assertEquals(1.5, (nowNs - before) * 1e-9, 1e-3);
  }

  @Test
  void noRateIsNoLimit() throws InterruptedException {
    bucket(0).spend(Integer.MAX_VALUE);
    assertEquals(0, nowNs);
  }

  @Test
  void windowsMayGoOverMidnight() {
    TimeWindow night = TimeWindow.parse("22:00-06:00");
    assertTrue(night.holds(LocalTime.of(23, 0)));
    assertTrue(night.holds(LocalTime.MIDNIGHT));
    assertFalse(night.holds(LocalTime.of(6, 0)));
    assertFalse(night.holds(LocalTime.NOON));
    TimeWindow day = TimeWindow.parse("06:00-22:00");
    assertTrue(day.holds(LocalTime.of(6, 0)));
    assertFalse(day.holds(LocalTime.of(22, 0)));
    assertThrows(IllegalArgumentException.class, () -> TimeWindow.parse("22-6"));
    assertThrows(IllegalArgumentException.class, () -> TimeWindow.parse("22:00-22:00"));
  }

  @Test
  void waitsGrowToABoundAndAreSpread() {
    BackOff.Limits limits = new BackOff.Limits(Duration.ofMillis(100), Duration.ofSeconds(10));
    BackOff backOff = new BackOff(limits, new SplittableRandom(11));
    for (int failures = 1; failures < 100; failures++) {
      long bound = Math.min(10_000, 100L << Math.min(failures - 1, 20));
      long wait = backOff.after(failures).toMillis();
      assertTrue(wait >= 0 && wait <= bound, failures + " failures, " + wait + " ms");
    }
    long sum = 0;
    for (int i = 0; i < 1000; i++) {
      sum += backOff.after(50).toMillis();
    }
    assertEquals(5000, sum / 1000.0, 400, "the mean of full jitter is half the bound");
  }
}
