package org.petrascope.spectral;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How far a share may be trusted that was measured along depth, where neighbours are alike: blocks
 * of consecutive intervals are drawn again and again with replacement, and the spread of the share
 * over the draws is its uncertainty (Künsch 1989, Annals of Statistics 17:1217, circular variant).
 */
public final class BlockBootstrap {
  private static final int DRAWS = 1000;
  private static final double LOWER_QUANTILE = 0.05;
  private static final double UPPER_QUANTILE = 0.95;

  private final double[] weights;
  private final int blockLength;
  private final int[] starts;

  /** A 90 % interval. */
  public record Interval(double lower, double upper) {}

  /**
   * @param weights of the successive intervals, such as their pixels of rock; copied
   */
  public BlockBootstrap(double[] weights, long seed) {
    int count = weights.length;
    this.weights = weights.clone();
    this.blockLength = Math.max(1, (int) Math.round(Math.cbrt(count)));
    int blocks = Math.ceilDiv(count, blockLength);
    this.starts = new int[DRAWS * blocks];
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < starts.length; i++) {
      starts[i] = random.nextInt(count);
    }
  }

  /**
   * The interval of a share.
   *
   * @param amounts of the thing in the successive intervals, in the unit of the weights
   */
  public Interval interval(double[] amounts) {
    int blocks = starts.length / DRAWS;
    double[] shares = new double[DRAWS];
    int known = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      double amount = 0;
      double weight = 0;
      for (int block = 0; block < blocks; block++) {
        int start = starts[draw * blocks + block];
        int length = Math.min(blockLength, weights.length - block * blockLength);
        for (int i = 0; i < length; i++) {
          int at = (start + i) % weights.length;
          amount += amounts[at];
          weight += weights[at];
        }
      }
      if (weight > 0) {
        shares[known++] = amount / weight;
      }
    }
    if (known == 0) {
      return new Interval(Double.NaN, Double.NaN);
    }
    Arrays.sort(shares, 0, known);
    return new Interval(
        quantile(shares, known, LOWER_QUANTILE), quantile(shares, known, UPPER_QUANTILE));
  }

  private static double quantile(double[] sorted, int count, double share) {
    return sorted[(int) Math.round(share * (count - 1))];
  }
}
