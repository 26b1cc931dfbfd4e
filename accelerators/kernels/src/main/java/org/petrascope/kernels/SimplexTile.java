package org.petrascope.kernels;

import java.util.Arrays;

/**
 * Closure of a few neighbouring rows at once, all parts of equal weight. It owns its scratch: one
 * thread uses it, for one batch.
 *
 * <p>Rows are turned round to {@code [part][row]} and sorted by a network of comparisons that is
 * the same for every row (Batcher's, Knuth 1998, The Art of Computer Programming 3, 5.2.2,
 * algorithm M): no branch depends on a value, so that the compiler vectorises along rows.
 */
final class SimplexTile {
  static final int ROWS_MAX = 256;

  private final int parts;
  private final float[][] sorted;
  private final double[] sums;
  private final double[] thresholds;

  /** The threshold of every value, {@code [row][part]}. */
  private final double[] spread;

  /** For so many rows, {@value #ROWS_MAX} at most. */
  SimplexTile(int parts, int rows) {
    this.parts = parts;
    this.sorted = new float[parts][rows];
    this.sums = new double[rows];
    this.thresholds = new double[rows];
    this.spread = new double[rows * parts];
  }

  // x = max(v - t, 0) with sum x = 1, in place. rows: [rows][parts], of which count are closed from
  // the first on, no more than the tile has; NaN throughout for a row with a value that is not
  // finite.
  void close(float[] rows, int first, int count) {
    int start = first * parts;
    for (int part = 0; part < parts; part++) {
      turn(rows, start + part, count, sorted[part]);
    }
    sortDescending(count);
    Arrays.fill(sums, 0, count, -1);
    Arrays.fill(thresholds, 0, count, Double.NEGATIVE_INFINITY);
    for (int part = 0; part < parts; part++) {
      raise(sorted[part], 1.0 / (part + 1), sums, thresholds, count);
    }
    spread(count);
    lower(rows, start, spread, count * parts);
  }

  private void turn(float[] rows, int from, int count, float[] turned) {
    int at = from;
    for (int r = 0; r < count; r++) {
      turned[r] = rows[at];
      at += parts;
    }
  }

  private void sortDescending(int count) {
    for (int merged = 1; merged < parts; merged *= 2) {
      for (int apart = merged; apart > 0; apart /= 2) {
        int from = apart % merged;
        for (int low = from; low < parts - apart; low++) {
          boolean inTurn = (low - from) / apart % 2 == 0;
          if (inTurn && low / (2 * merged) == (low + apart) / (2 * merged)) {
            order(sorted[low], sorted[low + apart], count);
          }
        }
      }
    }
  }

  private static void order(float[] larger, float[] smaller, int count) {
    for (int r = 0; r < count; r++) {
      float a = larger[r];
      float b = smaller[r];
      larger[r] = Math.max(a, b);
      smaller[r] = Math.min(a, b);
    }
  }

  // The threshold is the largest of (sum of the k largest - 1) / k: it rises with k as long as the
  // next value lies above it.
  private static void raise(
      float[] next, double inverse, double[] sums, double[] thresholds, int count) {
    for (int r = 0; r < count; r++) {
      double sum = sums[r] + next[r];
      sums[r] = sum;
      thresholds[r] = Math.max(thresholds[r], sum * inverse);
    }
  }

  // A sum that is not finite makes its threshold NaN.
  private void spread(int count) {
    int at = 0;
    for (int r = 0; r < count; r++) {
      double threshold = thresholds[r] + 0 * sums[r];
      for (int part = 0; part < parts; part++) {
        spread[at++] = threshold;
      }
    }
  }

  private static void lower(float[] rows, int start, double[] spread, int count) {
    for (int i = 0; i < count; i++) {
      rows[start + i] = (float) Math.max(0, rows[start + i] - spread[i]);
    }
  }
}
