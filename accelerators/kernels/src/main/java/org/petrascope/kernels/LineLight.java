package org.petrascope.kernels;

/**
 * How bright the samples of a line of reflectance are. Values count as whole numbers, because the
 * compiler vectorises sums of those and not sums of floats: to 1e-4, and from -8 to 8, beyond which
 * nobody asks how far. For one thread.
 */
public final class LineLight {
  /** Whole numbers for a reflectance of 1. */
  static final int LEVEL = 1 << 15;

  private static final int LEVEL_MAX = 8 * LEVEL;

  /** So many levels add up without overflow. */
  static final int BANDS_MAX = Integer.MAX_VALUE / LEVEL_MAX;

  private final int low;
  private final int high;

  /** {@code [samples]}, in levels. */
  private final int[] sum;

  /** {@code [samples]}: below zero where a value lies outside of the range. */
  private final int[] outside;

  /** {@code [samples]}: bands with a value. */
  private final int[] counted;

  LineLight(int[] counted, double low, double high) {
    this.low = level(low);
    this.high = level(high);
    this.sum = new int[counted.length];
    this.outside = new int[counted.length];
    this.counted = counted;
  }

  private static int level(double reflectance) {
    return Math.clamp((int) (reflectance * LEVEL), -LEVEL_MAX, LEVEL_MAX);
  }

  /** Mean reflectance over the bands that have one; NaN where none has. */
  public double mean(int sample) {
    return counted[sample] > 0 ? (double) sum[sample] / LEVEL / counted[sample] : Double.NaN;
  }

  /** Whether some band lies outside of the range. */
  public boolean outside(int sample) {
    return outside[sample] < 0;
  }

  // levels: a sample's values from place to place, 0 where there is none. Differences to the range
  // are below zero outside of it, and a sign outlasts the others; the least and the largest value
  // would take eight times as long, because their loop is not vectorised.
  void look(int sample, int[] levels, int from, int to) {
    int total = 0;
    int differences = 0;
    for (int i = from; i < to; i++) {
      int level = Math.min(LEVEL_MAX, Math.max(-LEVEL_MAX, levels[i]));
      total += level;
      differences |= (level - low) | (high - level);
    }
    sum[sample] = total;
    outside[sample] = differences;
  }

  /** One more value of a sample that was looked at. */
  void add(int sample, float reflectance) {
    int level = level(reflectance);
    sum[sample] += level;
    outside[sample] |= (level - low) | (high - level);
  }
}
