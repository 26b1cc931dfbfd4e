package org.petrascope.kernels;

/** Standard normal variate (Barnes, Dhanoa and Lister 1989, doi:10.1366/0003702894202201). */
public final class Snv {
  private Snv() {}

  // x = (x - mean) / deviation of the row, deviation with n - 1, in place. rows: [rows][bands]. NaN
  // bands stay NaN and do not count; a row with no deviation or fewer than two values becomes NaN.
  public static void normalise(float[] rows, int bands, int from, int to) {
    Shape.requireRows("rows", rows.length, bands, from, to);
    for (int row = from; row < to; row++) {
      normaliseRow(rows, row * bands, (row + 1) * bands);
    }
  }

  private static void normaliseRow(float[] rows, int start, int end) {
    double sum = 0;
    int valid = 0;
    for (int i = start; i < end; i++) {
      if (!Float.isNaN(rows[i])) {
        sum += rows[i];
        valid++;
      }
    }
    double mean = sum / valid;
    double squares = 0;
    for (int i = start; i < end; i++) {
      double deviation = rows[i] - mean;
      squares += Float.isNaN(rows[i]) ? 0 : deviation * deviation;
    }
    double scale = valid > 1 && squares > 0 ? Math.sqrt((valid - 1) / squares) : Double.NaN;
    for (int i = start; i < end; i++) {
      rows[i] = (float) ((rows[i] - mean) * scale);
    }
  }
}
