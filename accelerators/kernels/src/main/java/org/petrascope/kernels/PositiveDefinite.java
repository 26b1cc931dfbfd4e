package org.petrascope.kernels;

/**
 * Small symmetric positive definite matrices, [n][n] row by row: factors, determinants, solving.
 */
public final class PositiveDefinite {
  private PositiveDefinite() {}

  // a = L L' (Cholesky) in place: the lower triangle becomes L, the upper one is left alone. False
  // when a is not positive definite; a is then half done.
  public static boolean factor(double[] a, int n) {
    Shape.requireLength("matrix", a.length, (long) n * n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = a[i * n + j];
        for (int k = 0; k < j; k++) {
          sum -= a[i * n + k] * a[j * n + k];
        }
        if (i == j && !(sum > 0)) {
          return false;
        }
        a[i * n + j] = i == j ? Math.sqrt(sum) : sum / a[j * n + j];
      }
    }
    return true;
  }

  // ln det of the first m x m of what factor made of an [n][n] matrix.
  public static double logDeterminant(double[] factor, int n, int m) {
    double sum = 0;
    for (int i = 0; i < m; i++) {
      sum += Math.log(factor[i * n + i]);
    }
    return 2 * sum;
  }

  // x with L L' x = b, in place of b. factor: [n][n] as factor left it; b: [n].
  public static void solve(double[] factor, int n, double[] b) {
    for (int i = 0; i < n; i++) {
      double sum = b[i];
      for (int k = 0; k < i; k++) {
        sum -= factor[i * n + k] * b[k];
      }
      b[i] = sum / factor[i * n + i];
    }
    for (int i = n - 1; i >= 0; i--) {
      double sum = b[i];
      for (int k = i + 1; k < n; k++) {
        sum -= factor[k * n + i] * b[k];
      }
      b[i] = sum / factor[i * n + i];
    }
  }
}
