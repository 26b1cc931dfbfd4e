package org.petrascope.kernels;

/** Multiplicative scatter correction (Geladi et al. 1985, doi:10.1366/0003702854248656). */
public final class Msc {
  // A flat row is found to rise by no more than this share of its length.
  private static final double ROUNDING = 1e-12;

  private Msc() {}

  // x = (x - a) / b with a + b * reference fitted to the row by least squares, in place. rows:
  // [rows][bands]; reference: [bands], without NaN. A row with a NaN, or one that no b above 0
  // fits, becomes NaN.
  public static void correct(float[] rows, double[] reference, int from, int to) {
    int bands = reference.length;
    Shape.requireRows("rows", rows.length, bands, from, to);
    double referenceMean = 0;
    for (double value : reference) {
      referenceMean += value / bands;
    }
    double squares = 0;
    for (double value : reference) {
      squares += (value - referenceMean) * (value - referenceMean);
    }
    for (int row = from; row < to; row++) {
      double mean = 0;
      double products = 0;
      double rowSquares = 0;
      for (int b = 0; b < bands; b++) {
        float value = rows[row * bands + b];
        mean += value;
        products += value * (reference[b] - referenceMean);
        rowSquares += (double) value * value;
      }
      mean /= bands;
      double slope = products / squares;
      boolean fits = products > ROUNDING * Math.sqrt(squares * rowSquares);
      double scale = fits ? 1 / slope : Double.NaN;
      double offset = mean - slope * referenceMean;
      for (int i = row * bands; i < (row + 1) * bands; i++) {
        rows[i] = (float) ((rows[i] - offset) * scale);
      }
    }
  }
}
