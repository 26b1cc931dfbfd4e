package org.petrascope.scan;

import java.time.Duration;

/**
 * How long the step of a thread has been going on that works in steps: one that takes far longer
 * than its kind hangs. Set by that thread; read by any.
 */
final class StepClock {
  private volatile boolean going;
  private volatile long begunNs;

  /** Ends the step before, if there was one, and begins the next. */
  void step() {
    begunNs = System.nanoTime();
    going = true;
  }

  /** Nothing is to be done for now. */
  void rest() {
    going = false;
  }

  /** Zero while nothing is to be done. */
  Duration going() {
    return going ? Duration.ofNanos(Math.max(0, System.nanoTime() - begunNs)) : Duration.ZERO;
  }
}
