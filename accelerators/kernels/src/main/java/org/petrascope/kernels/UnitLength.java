package org.petrascope.kernels;

/** Rows of Euclidean length one. */
public final class UnitLength {
  private UnitLength() {}

  // x = x / sqrt(sum of squares of the row), in place. rows: [rows][bands]. A row with a NaN, or
  // one of zeros, becomes NaN.
  public static void normalise(float[] rows, int bands, int from, int to) {
    Shape.requireRows("rows", rows.length, bands, from, to);
    for (int row = from; row < to; row++) {
      double squares = 0;
      for (int i = row * bands; i < (row + 1) * bands; i++) {
        squares += (double) rows[i] * rows[i];
      }
      double scale = squares > 0 ? 1 / Math.sqrt(squares) : Double.NaN;
      for (int i = row * bands; i < (row + 1) * bands; i++) {
        rows[i] = (float) (rows[i] * scale);
      }
    }
  }
}
