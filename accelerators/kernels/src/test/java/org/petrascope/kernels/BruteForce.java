package org.petrascope.kernels;

import java.util.Arrays;

/** Constrained least squares by trying every support: slow, and plainly right. */
final class BruteForce {
  private BruteForce() {}

  /** The best x >= 0 (with sum x = 1 where asked) of {@code |sum x_e endmembers[e] - row|^2}. */
  static double[] solve(double[][] endmembers, double[] row, boolean sumToOne) {
    int count = endmembers.length;
    double[] best = new double[count];
    double least = sumToOne ? Double.POSITIVE_INFINITY : distance(endmembers, best, row);
    for (int support = 1; support < 1 << count; support++) {
      double[] x = onSupport(endmembers, row, support, sumToOne);
      boolean feasible = Arrays.stream(x).allMatch(v -> v >= -1e-12);
      if (feasible && distance(endmembers, x, row) < least) {
        least = distance(endmembers, x, row);
        best = x;
      }
    }
    return best;
  }

  /** Square root of the sum of squares of A x - b. */
  static double distance(double[][] endmembers, double[] x, double[] row) {
    double sum = 0;
    for (int b = 0; b < row.length; b++) {
      double rest = -row[b];
      for (int e = 0; e < endmembers.length; e++) {
        rest += x[e] * endmembers[e][b];
      }
      sum += rest * rest;
    }
    return Math.sqrt(sum);
  }

  private static double[] onSupport(
      double[][] endmembers, double[] row, int support, boolean sumToOne) {
    int[] members = new int[Integer.bitCount(support)];
    for (int e = 0, k = 0; e < endmembers.length; e++) {
      if ((support >> e & 1) == 1) {
        members[k++] = e;
      }
    }
    double[] base = sumToOne ? endmembers[members[0]] : new double[row.length];
    int free = sumToOne ? members.length - 1 : members.length;
    if (free > row.length) {
      return new double[] {Double.NaN}; // A smaller support reaches as far (Caratheodory).
    }
    double[][] columns = new double[free][row.length];
    double[] target = new double[row.length];
    for (int b = 0; b < row.length; b++) {
      target[b] = row[b] - base[b];
      for (int k = 0; k < free; k++) {
        columns[k][b] = endmembers[members[members.length - free + k]][b] - base[b];
      }
    }
    double[] moved = householder(columns, target);
    double[] x = new double[endmembers.length];
    for (int k = 0; k < free; k++) {
      x[members[members.length - free + k]] = moved[k];
    }
    if (sumToOne) {
      x[members[0]] = 1 - Arrays.stream(moved).sum();
    }
    return x;
  }

  /** Least squares by Householder reflections (not the method under test); NaN when dependent. */
  private static double[] householder(double[][] columns, double[] target) {
    int count = columns.length;
    int length = target.length;
    for (int k = 0; k < count; k++) {
      double[] v = Arrays.copyOf(columns[k], length);
      Arrays.fill(v, 0, k, 0);
      double norm = Math.sqrt(dot(v, v));
      v[k] += v[k] > 0 ? norm : -norm;
      double squares = dot(v, v);
      for (int c = k; c < count; c++) {
        reflect(columns[c], v, squares);
      }
      reflect(target, v, squares);
    }
    double[] x = new double[count];
    for (int k = count - 1; k >= 0; k--) {
      x[k] = target[k];
      for (int c = k + 1; c < count; c++) {
        x[k] -= columns[c][k] * x[c];
      }
      x[k] /= columns[k][k];
    }
    return x;
  }

  private static void reflect(double[] values, double[] v, double squares) {
    double share = 2 * dot(values, v) / squares;
    for (int i = 0; i < values.length; i++) {
      values[i] -= share * v[i];
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
