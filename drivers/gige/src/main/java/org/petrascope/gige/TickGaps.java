package org.petrascope.gige;

import java.util.Arrays;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Tells where ticks of the encoder started no frame: the frames beside lie further apart than
 * others. Where the camera counts such ticks it is asked at once and has the last word; where it
 * does not, only whole multiples of an even step are believed, for a stage may also slow down. Used
 * by the taking thread alone.
 */
final class TickGaps {
  /** Latest steps from tick to tick; their median is the usual one. */
  private static final int STEPS = 9;

  /** With fewer the rate that is set tells what is usual. */
  private static final int STEPS_MIN = 3;

  /** Steps that differ by less from the usual one are even. */
  private static final double UNEVEN = 0.15;

  /** A gap without a count is a whole number of steps but for this part of one. */
  private static final double FRACTION_MAX = 0.25;

  /** A longer gap without a count is a stage that stood. */
  private static final long UNCOUNTED_MAX = 8;

  private final double shortestNs;
  private final Supplier<OptionalLong> counted;
  private final double[] stepsNs = new double[STEPS];
  private final double[] sorted = new double[STEPS];
  private int steps;
  private long placed;
  private long lastId;
  private long lastNs;

  /**
   * @param tickRateHz the highest that the encoder reaches
   * @param counted asks how many ticks started no frame since the stream began; empty where nobody
   *     counts them
   */
  TickGaps(double tickRateHz, Supplier<OptionalLong> counted) {
    this.shortestNs = 1e9 / tickRateHz;
    this.counted = counted;
  }

  /**
   * Ticks without a frame between the whole frame before and this one, the next whole one. Before
   * the first frame there are none: a camera that takes nothing yet is ready.
   */
  long before(long id, long timestampNs) {
    long frames = id - lastId;
    double passedNs = timestampNs - lastNs;
    boolean first = lastId == 0;
    lastId = id;
    lastNs = timestampNs;
    if (first || passedNs <= 0) {
      return 0;
    }
    long missed = missed(frames, passedNs);
    placed += missed;
    stepsNs[steps % STEPS] = passedNs / (frames + missed);
    steps++;
    return missed;
  }

  private long missed(long frames, double passedNs) {
    int known = Math.min(steps, STEPS);
    System.arraycopy(stepsNs, 0, sorted, 0, known);
    Arrays.sort(sorted, 0, known);
    double usualNs = known < STEPS_MIN ? shortestNs : sorted[known / 2];
    double ticks = passedNs / usualNs;
    long gap = Math.round(ticks) - frames;
    if (gap < 1) {
      return 0;
    }
    OptionalLong count = counted.get();
    if (count.isPresent()) {
      return Math.clamp(count.getAsLong() - placed, 0L, gap);
    }
    boolean even =
        known >= STEPS_MIN
            && sorted[0] > (1 - UNEVEN) * usualNs
            && sorted[known - 1] < (1 + UNEVEN) * usualNs;
    boolean whole = Math.abs(ticks - Math.round(ticks)) <= FRACTION_MAX;
    return even && whole && gap <= UNCOUNTED_MAX ? gap : 0;
  }
}
