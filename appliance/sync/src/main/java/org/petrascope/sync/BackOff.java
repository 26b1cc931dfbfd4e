package org.petrascope.sync;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * How long to wait after failures: anything from nothing to a bound that doubles with every failure
 * in a row ("full jitter", M. Brooker, Exponential Backoff and Jitter, AWS Architecture Blog,
 * 2015). Fifty boxes that lost the same link do not come back together. Used by one thread.
 */
public final class BackOff {
  /** Beyond this the bound has long reached its maximum. */
  private static final int DOUBLINGS_MAX = 30;

  private final Limits limits;
  private final SplittableRandom random;

  /**
   * The bound after the first failure, and the largest.
   *
   * @param first more than nothing
   */
  public record Limits(Duration first, Duration max) {
    public static final Limits DEFAULT = new Limits(Duration.ofSeconds(2), Duration.ofMinutes(5));

    public Limits {
      if (first.isNegative() || first.isZero() || max.compareTo(first) < 0) {
        throw new IllegalArgumentException(
            "back-off from %s to %s: expected a time and a longer one".formatted(first, max));
      }
    }
  }

  BackOff(Limits limits, SplittableRandom random) {
    this.limits = limits;
    this.random = random;
  }

  /** The wait after so many failures in a row. */
  Duration after(int failures) {
    long first = limits.first.toMillis();
    long bound = first << Math.min(Math.max(0, failures - 1), DOUBLINGS_MAX);
    long max = limits.max.toMillis();
    return Duration.ofMillis(random.nextLong(1 + (bound <= 0 || bound > max ? max : bound)));
  }

  Duration max() {
    return limits.max;
  }
}
