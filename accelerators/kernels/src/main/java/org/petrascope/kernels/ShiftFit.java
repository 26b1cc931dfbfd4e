package org.petrascope.kernels;

/** How far a measured curve is shifted along its axis against a known one. */
public final class ShiftFit {
  private static final int COLUMNS = 5;
  private static final int DERIVATIVE = 3;
  private static final int MEASURED = 4;

  private ShiftFit() {}

  /**
   * One step of the fit.
   *
   * @param step how much further the measured curve is shifted, in units of the axis
   * @param standardError of the step, from the residuals
   * @param gain of the measured curve over the known one
   * @param residualSquares sum of squares that the fit leaves
   * @param featureSquares sum of squares that a straight line leaves
   */
  public record Step(
      double step,
      double standardError,
      double gain,
      double residualSquares,
      double featureSquares) {}

  // measured = a known + b + c x + d derivative by least squares, x the place in the array; the
  // shift is d / a (Gauss-Newton, gain and straight line free). All arrays [bands], at least five
  // bands; derivative: of the known curve by its axis. NaN where the known curve is straight.
  public static Step step(double[] measured, double[] known, double[] derivative) {
    int bands = known.length;
    double[] triangle = new double[COLUMNS * COLUMNS];
    double[] q = columns(known, derivative, triangle);
    System.arraycopy(measured, 0, q, MEASURED * bands, bands);
    Orthogonal.append(q, bands, MEASURED, triangle, COLUMNS);
    int last = MEASURED * COLUMNS;
    double residual = triangle[last + MEASURED];
    double residualSquares = residual * residual;
    double ofKnown = triangle[last + 2];
    double ofDerivative = triangle[last + DERIVATIVE];
    double diagonal = triangle[DERIVATIVE * COLUMNS + DERIVATIVE];
    double d = ofDerivative / diagonal;
    double gain = (ofKnown - triangle[DERIVATIVE * COLUMNS + 2] * d) / triangle[2 * COLUMNS + 2];
    double sigma = Math.sqrt(residualSquares / (bands - MEASURED));
    return new Step(
        d / gain,
        sigma / diagonal / Math.abs(gain),
        gain,
        residualSquares,
        residualSquares + ofKnown * ofKnown + ofDerivative * ofDerivative);
  }

  // How much of the derivative gain and straight line cannot imitate: the standard error of a shift
  // is the noise of a band over this. Both arrays [bands].
  public static double information(double[] known, double[] derivative) {
    double[] triangle = new double[COLUMNS * COLUMNS];
    columns(known, derivative, triangle);
    return triangle[DERIVATIVE * COLUMNS + DERIVATIVE];
  }

  // Orthonormal columns of: one, place, known, derivative; room for the measured one behind them.
  private static double[] columns(double[] known, double[] derivative, double[] triangle) {
    int bands = known.length;
    double[] q = new double[COLUMNS * bands];
    for (int band = 0; band < bands; band++) {
      q[band] = 1;
      q[bands + band] = band;
      q[2 * bands + band] = known[band];
      q[DERIVATIVE * bands + band] = derivative[band];
    }
    for (int column = 0; column < MEASURED; column++) {
      Orthogonal.append(q, bands, column, triangle, COLUMNS);
    }
    return q;
  }
}
