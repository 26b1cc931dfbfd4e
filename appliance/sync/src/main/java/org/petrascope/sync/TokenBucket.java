package org.petrascope.sync;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Limits a rate: bytes are spent from what has come in since, and more than that makes the spender
 * wait. Holds half a second's worth at most, so a pause earns no burst. Used by one thread.
 */
final class TokenBucket {
  private static final double HOLDS_S = 0.5;
  private static final double NS = 1e-9;

  private final double bytesPerS;
  private final LongSupplier nanoTime;
  private final Sleeper sleeper;
  private double bytes;
  private long lastNs;

  /** Lets time pass. */
  @FunctionalInterface
  interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
  }

  /**
   * @param bytesPerS 0 for as many as there are
   */
  TokenBucket(double bytesPerS, LongSupplier nanoTime, Sleeper sleeper) {
    this.bytesPerS = bytesPerS;
    this.nanoTime = nanoTime;
    this.sleeper = sleeper;
    this.lastNs = nanoTime.getAsLong();
  }

  /** Returns when these bytes have come in. */
  void spend(int wanted) throws InterruptedException {
    if (bytesPerS == 0) {
      return;
    }
    long now = nanoTime.getAsLong();
    bytes = Math.min(HOLDS_S * bytesPerS, bytes + (now - lastNs) * NS * bytesPerS);
    lastNs = now;
    bytes -= wanted;
    if (bytes < 0) {
      sleeper.sleep(Duration.ofNanos((long) (-bytes / bytesPerS / NS)));
    }
  }
}
