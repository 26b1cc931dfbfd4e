package org.petrascope.simulator;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Decides by plan and seed what goes wrong. Used by the stream thread; whether the camera is gone,
 * taken or keeps its heartbeat to itself may be asked from any.
 */
final class FaultDice {
  /** End of a silence that lasts for good. */
  private static final long NEVER = Long.MAX_VALUE;

  private final FaultPlan plan;
  private final long startNs;
  private SplittableRandom frames;
  private SplittableRandom resends;
  private boolean stalled;
  private boolean muted;
  private long muteUntilNs;
  private volatile boolean vanished;
  private volatile long vanishUntilNs;
  private volatile boolean taken;
  private volatile long takenUntilNs;
  private volatile boolean withholdsHeartbeat;

  /** Times are counted from {@code startNs} of the camera's clock. */
  FaultDice(FaultPlan plan, long startNs) {
    this.plan = plan;
    this.startNs = startNs;
    restart();
  }

  /** Begins an acquisition: the same packets of the same frames suffer in each. */
  void restart() {
    // Resends have decisions of their own: when they are asked for is not ours to decide.
    frames = new SplittableRandom(plan.seed());
    resends = new SplittableRandom(~plan.seed());
  }

  /** The plan's amount of this fault. */
  double amount(Fault fault) {
    return plan.amount(fault);
  }

  /** Whether this fault, given as a probability, happens now. */
  boolean happens(Fault fault) {
    double probability = plan.amount(fault);
    SplittableRandom random = fault == Fault.DROP_RESEND ? resends : frames;
    return probability > 0 && random.nextDouble() < probability;
  }

  /**
   * Starts the faults that are due at this frame; each starts once. Returns the pause before it.
   */
  long pauseNsBefore(long frame, long nowNs) {
    if (!vanished && isDue(Fault.VANISH_AT, frame)) {
      vanishUntilNs = end(Fault.VANISH_MS, nowNs);
      vanished = true;
    }
    if (!muted && isDue(Fault.MUTE_AT, frame)) {
      muteUntilNs = end(Fault.MUTE_MS, nowNs);
      muted = true;
    }
    if (!taken && isDue(Fault.TAKEN_AT, frame)) {
      takenUntilNs = end(Fault.TAKEN_MS, nowNs);
      taken = true;
    }
    withholdsHeartbeat |= isDue(Fault.NO_HEARTBEAT_ACK_AT, frame);
    if (!stalled && isDue(Fault.STALL_AT, frame)) {
      stalled = true;
      return TimeUnit.MILLISECONDS.toNanos((long) plan.amount(Fault.STALL_MS));
    }
    return 0;
  }

  /** Whether nothing leaves on the stream now. */
  boolean isSilent(long nowNs) {
    return isGone(nowNs) || (muted && nowNs - startNs < muteUntilNs);
  }

  /** Whether the camera neither streams nor answers now. */
  boolean isGone(long nowNs) {
    return vanished && nowNs - startNs < vanishUntilNs;
  }

  /** Whether another program controls the camera now. */
  boolean isTaken(long nowNs) {
    return taken && nowNs - startNs < takenUntilNs;
  }

  boolean withholdsHeartbeat() {
    return withholdsHeartbeat;
  }

  /** The time between two lines that the camera really takes for one that it states. */
  long realPeriodNs(long statedNs) {
    return Math.round(statedNs * (1 + plan.amount(Fault.SLOW_PPM) / 1e6));
  }

  /** Whether a packet of this size, headers included, is lost on a path of smaller packets. */
  boolean isTooBig(int packetBytes) {
    double mtu = plan.amount(Fault.MTU);
    return mtu > 0 && packetBytes > mtu;
  }

  private boolean isDue(Fault fault, long frame) {
    double at = plan.amount(fault);
    return at > 0 && frame >= at;
  }

  private long end(Fault lasting, long nowNs) {
    double ms = plan.amount(lasting);
    return ms == 0 ? NEVER : nowNs - startNs + TimeUnit.MILLISECONDS.toNanos((long) ms);
  }
}
