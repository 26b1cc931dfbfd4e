package org.petrascope.kernels;

/**
 * The Matern covariance of smoothness 3/2 (Rasmussen and Williams 2006, Gaussian Processes for
 * Machine Learning, eq. 4.17): of functions that can be differentiated once.
 */
public final class Matern {
  private static final double ROOT_THREE = Math.sqrt(3);

  private Matern() {}

  // x = (1 + r) exp(-r) with r = sqrt(3 x) / length, in place; from <= i < to. x: squared
  // distances; length in the unit of the distances. NaN stays NaN.
  public static void covariance(double[] x, double length, int from, int to) {
    Shape.requireRange("distances", x.length, from, to - (long) from);
    double scale = ROOT_THREE / length;
    for (int i = from; i < to; i++) {
      double r = scale * Math.sqrt(x[i]);
      x[i] = (1 + r) * Math.exp(-r);
    }
  }

  // x = the weight of (row - vector) in the gradient of the covariance, -3 exp(-r) / length^2, in
  // place; from <= i < to. x: squared distances.
  public static void slope(double[] x, double length, int from, int to) {
    Shape.requireRange("distances", x.length, from, to - (long) from);
    double scale = ROOT_THREE / length;
    for (int i = from; i < to; i++) {
      x[i] = -scale * scale * Math.exp(-scale * Math.sqrt(x[i]));
    }
  }
}
