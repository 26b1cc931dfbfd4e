package org.petrascope.simulator;

import java.util.concurrent.TimeUnit;

/**
 * When frames leave. Used by the stream thread alone.
 *
 * <p>Frames that left late are followed at five quarters of the rate, so that no burst floods the
 * receiver, until they are on time again; further behind than {@link #BEHIND_MAX_NS} the schedule
 * moves.
 */
final class LineSchedule {
  static final long BEHIND_MAX_NS = TimeUnit.MILLISECONDS.toNanos(500);

  private long dueNs;
  private long earliestNs;

  /** Begins anew: the next frame is due in this time. */
  void nextIn(long delayNs, long nowNs) {
    dueNs = nowNs + delayNs;
    earliestNs = dueNs;
  }

  /** When the next frame is due: when its line is exposed, however late it leaves. */
  long dueNs() {
    return dueNs;
  }

  /** Time until the next frame may leave, 0 when it may now. */
  long untilNextNs(long nowNs) {
    return Math.max(0, Math.max(dueNs - nowNs, earliestNs - nowNs));
  }

  /** Whether a frame that leaves now is more than a period late. */
  boolean isLate(long nowNs, long periodNs) {
    return nowNs - dueNs > periodNs;
  }

  /** A frame began to leave now. */
  void left(long nowNs, long periodNs) {
    dueNs = Math.max(dueNs + periodNs, nowNs - BEHIND_MAX_NS);
    earliestNs = nowNs + periodNs * 4 / 5;
  }
}
