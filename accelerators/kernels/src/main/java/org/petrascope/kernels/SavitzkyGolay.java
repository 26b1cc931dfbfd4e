package org.petrascope.kernels;

/**
 * Smoothing and derivatives by a polynomial fitted to a moving window (Savitzky and Golay 1964,
 * doi:10.1021/ac60214a047), fitted to the true positions of the bands, so that unevenly spaced
 * bands get their own weights. At both ends the window stays inside the row and the polynomial is
 * read off its middle.
 */
public final class SavitzkyGolay {
  private SavitzkyGolay() {}

  /**
   * The filter of a row as a matrix, in units of the row per unit of position to the power of the
   * derivative.
   *
   * @param positions rising positions of the bands, any unit
   * @param window bands of a window, above the order, odd
   * @param order of the polynomial
   * @param derivative 0 smooths, 1 and 2 are the first and second derivative
   */
  public static BandedMatrix filter(double[] positions, int window, int order, int derivative) {
    Shape.requireBetween("window", window, 1, positions.length);
    Shape.requireBetween("order of the polynomial", order, 0, window - 1);
    Shape.requireBetween("derivative", derivative, 0, order);
    if (window % 2 == 0) {
      throw new IllegalArgumentException(
          "window is %d bands, it must be odd so that it has a middle".formatted(window));
    }
    int[] first = new int[positions.length];
    double[][] weights = new double[positions.length][];
    for (int band = 0; band < positions.length; band++) {
      first[band] = Math.clamp(band - window / 2L, 0, positions.length - window);
      weights[band] = weights(positions, first[band], window, order, positions[band], derivative);
    }
    return new BandedMatrix(positions.length, first, weights);
  }

  // Weights w with sum w y = the derivative at a position of the polynomial fitted to y. With an
  // orthonormal basis q of the polynomials on the window, w = sum over degrees of q(i) * q'(at).
  // The
  // basis is built by the three term recurrence (Forsythe 1957, doi:10.1137/0105007), derivatives
  // along with it: for each power of the derivative, t q is differentiated by the product rule.
  private static double[] weights(
      double[] positions, int first, int window, int order, double at, int derivative) {
    double scale = positions[first + window - 1] - positions[first];
    double unit = scale > 0 ? scale : 1;
    double[][] q = new double[order + 1][window];
    double[][] derivatives = new double[order + 1][derivative + 1];
    double[] weights = new double[window];
    for (int degree = 0; degree <= order; degree++) {
      for (int i = 0; i < window; i++) {
        double t = (positions[first + i] - at) / unit;
        q[degree][i] = degree == 0 ? 1 : t * q[degree - 1][i];
      }
      // At t = 0 the d-th derivative of t q is d times the (d - 1)-th of q.
      for (int d = 0; d <= derivative; d++) {
        double constant = degree == 0 && d == 0 ? 1 : 0;
        derivatives[degree][d] =
            degree == 0 || d == 0 ? constant : d * derivatives[degree - 1][d - 1];
      }
      orthonormalise(q, derivatives, degree);
      for (int i = 0; i < window; i++) {
        weights[i] += q[degree][i] * derivatives[degree][derivative];
      }
    }
    for (int i = 0; i < window; i++) {
      weights[i] /= Math.pow(unit, derivative);
    }
    return weights;
  }

  // Twice, because once loses orthogonality in floating point.
  private static void orthonormalise(double[][] q, double[][] derivatives, int degree) {
    for (int pass = 0; pass < 2; pass++) {
      for (int lower = 0; lower < degree; lower++) {
        subtract(q[degree], q[lower], derivatives[degree], derivatives[lower]);
      }
    }
    double norm = Math.sqrt(dot(q[degree], q[degree]));
    divide(q[degree], norm);
    divide(derivatives[degree], norm);
  }

  private static void subtract(double[] q, double[] lower, double[] dq, double[] dLower) {
    double share = dot(q, lower);
    for (int i = 0; i < q.length; i++) {
      q[i] -= share * lower[i];
    }
    for (int d = 0; d < dq.length; d++) {
      dq[d] -= share * dLower[d];
    }
  }

  private static void divide(double[] values, double divisor) {
    for (int i = 0; i < values.length; i++) {
      values[i] /= divisor;
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
