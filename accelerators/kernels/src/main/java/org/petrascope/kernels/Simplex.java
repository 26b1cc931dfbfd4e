package org.petrascope.kernels;

import java.util.Arrays;

/**
 * Closure: the nearest point of the unit simplex {x : x >= 0, sum x = 1}. Exact, by sorting the
 * breakpoints of the sum (Held, Wolfe and Crowder 1974, doi:10.1007/BF01580223; Duchi et al. 2008,
 * doi:10.1145/1390156.1390191).
 */
public final class Simplex {
  private Simplex() {}

  // argmin |x - v|^2 over the simplex: x = max(v - t, 0) with sum x = 1, in place. rows:
  // [rows][parts];
  // a row with a NaN or an infinite value becomes NaN.
  public static void close(float[] rows, int parts, int from, int to) {
    Shape.requireBetween("parts of a row", parts, 1, Integer.MAX_VALUE);
    Shape.requireRows("rows", rows.length, parts, from, to);
    var tile = new SimplexTile(parts, Math.min(SimplexTile.ROWS_MAX, to - from));
    for (int first = from; first < to; first += SimplexTile.ROWS_MAX) {
      tile.close(rows, first, Math.min(SimplexTile.ROWS_MAX, to - first));
    }
  }

  // argmin sum w (x - v)^2 over the simplex: x = max(v - t / w, 0) with sum x = 1, in place. rows:
  // [rows][parts]; weights: [parts], all above 0; a row with a NaN or an infinite value becomes
  // NaN.
  public static void close(float[] rows, double[] weights, int from, int to) {
    int parts = Shape.requireBetween("parts of a row", weights.length, 1, Integer.MAX_VALUE);
    Shape.requireRows("rows", rows.length, parts, from, to);
    requirePositive(weights);
    int[] order = new int[parts];
    double[] breakpoints = new double[parts];
    for (int row = from; row < to; row++) {
      closeRow(rows, row * parts, weights, order, breakpoints);
    }
  }

  // The same with weights of each row's own, such as one over the variance of each part. rows and
  // weights: [rows][parts]; the weights of a row that becomes NaN do not matter.
  public static void close(float[] rows, double[] weights, int parts, int from, int to) {
    Shape.requireBetween("parts of a row", parts, 1, Integer.MAX_VALUE);
    Shape.requireRows("rows", rows.length, parts, from, to);
    Shape.requireRows("weights", weights.length, parts, from, to);
    int[] order = new int[parts];
    double[] breakpoints = new double[parts];
    double[] rowWeights = new double[parts];
    for (int row = from; row < to; row++) {
      if (isFinite(rows, row * parts, parts)) {
        System.arraycopy(weights, row * parts, rowWeights, 0, parts);
        requirePositive(rowWeights);
      }
      closeRow(rows, row * parts, rowWeights, order, breakpoints);
    }
  }

  private static void closeRow(
      float[] rows, int offset, double[] weights, int[] order, double[] breakpoints) {
    int parts = weights.length;
    if (!isFinite(rows, offset, parts)) {
      Arrays.fill(rows, offset, offset + parts, Float.NaN);
      return;
    }
    double threshold = threshold(rows, offset, weights, order, breakpoints);
    for (int i = 0; i < parts; i++) {
      rows[offset + i] = (float) Math.max(0, rows[offset + i] - threshold / weights[i]);
    }
  }

  private static boolean isFinite(float[] rows, int offset, int parts) {
    double total = 0;
    for (int i = 0; i < parts; i++) {
      total += rows[offset + i];
    }
    return Double.isFinite(total);
  }

  // t with sum max(v - t / w, 0) = 1. The sum falls with t and part i leaves it at t = v w: going
  // down the breakpoints, the first k for which the next breakpoint lies at or below t is the
  // answer.
  private static double threshold(
      float[] rows, int offset, double[] weights, int[] order, double[] breakpoints) {
    for (int i = 0; i < weights.length; i++) {
      breakpoints[i] = rows[offset + i] * weights[i];
    }
    sortDescending(breakpoints, order);
    double sum = -1;
    double inverse = 0;
    double threshold = 0;
    for (int k = 0; k < order.length; k++) {
      int i = order[k];
      if (k > 0 && breakpoints[i] <= threshold) {
        break;
      }
      sum += rows[offset + i];
      inverse += 1 / weights[i];
      threshold = sum / inverse;
    }
    return threshold;
  }

  // Insertion sort: parts are few.
  private static void sortDescending(double[] keys, int[] order) {
    for (int i = 0; i < keys.length; i++) {
      int k = i;
      while (k > 0 && keys[order[k - 1]] < keys[i]) {
        order[k] = order[k - 1];
        k--;
      }
      order[k] = i;
    }
  }

  private static void requirePositive(double[] weights) {
    for (int i = 0; i < weights.length; i++) {
      if (!(weights[i] > 0) || Double.isInfinite(weights[i])) {
        throw new IllegalArgumentException(
            "weight %d is %s, every weight must be a finite number above 0"
                .formatted(i, weights[i]));
      }
    }
  }
}
