package org.petrascope.kernels;

import java.util.Arrays;

/** A QR factorisation that grows by one column, by Gram and Schmidt, done twice for accuracy. */
final class Orthogonal {
  /** A column whose remainder is smaller than this share of it depends on those before it. */
  private static final double DEPENDENT = 1e-13;

  private Orthogonal() {}

  // Turns column k of q from a raw vector into the next orthonormal one, or into zeros when it
  // depends
  // on those before. q: columns [.][length]; triangle: columns [.][height], column k receives the
  // coefficients 0 to k. True when the column was independent.
  static boolean append(double[] q, int length, int k, double[] triangle, int height) {
    int column = k * length;
    int coefficients = k * height;
    double wholeSquares = dot(q, column, q, column, length);
    Arrays.fill(triangle, coefficients, coefficients + k + 1, 0);
    for (int pass = 0; pass < 2; pass++) {
      for (int lower = 0; lower < k; lower++) {
        double share = dot(q, lower * length, q, column, length);
        triangle[coefficients + lower] += share;
        for (int i = 0; i < length; i++) {
          q[column + i] -= share * q[lower * length + i];
        }
      }
    }
    double restSquares = dot(q, column, q, column, length);
    boolean independent = restSquares > DEPENDENT * DEPENDENT * wholeSquares;
    double rest = Math.sqrt(restSquares);
    double inverse = independent ? 1 / rest : 0;
    triangle[coefficients + k] = independent ? rest : 0;
    for (int i = 0; i < length; i++) {
      q[column + i] *= inverse;
    }
    return independent;
  }

  static double dot(double[] a, int aOffset, double[] b, int bOffset, int length) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += a[aOffset + i] * b[bOffset + i];
    }
    return sum;
  }
}
