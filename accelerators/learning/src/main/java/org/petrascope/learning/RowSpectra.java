package org.petrascope.learning;

import org.petrascope.kernels.Snv;

/** One spectrum for every row, whatever its shape, and what can be read from it at once. */
final class RowSpectra {
  private RowSpectra() {}

  /** The mean over the pixels of every row, [row][band]. */
  static Rows meanSpectra(RowShape shape, Rows rows) {
    int bands = shape.bands();
    int pixels = shape.pixels();
    if (pixels == 1) {
      return rows;
    }
    float[] means = new float[rows.count() * bands];
    for (int i = 0; i < means.length; i++) {
      double sum = 0;
      int start = i / bands * shape.columns() + i % bands;
      for (int pixel = 0; pixel < pixels; pixel++) {
        sum += rows.values()[start + pixel * bands];
      }
      means[i] = (float) (sum / pixels);
    }
    return new Rows(rows.count(), bands, means);
  }

  static Rows features(Rows spectra) {
    float[] values = spectra.values().clone();
    Snv.normalise(values, spectra.columns(), 0, spectra.count());
    return new Rows(spectra.count(), spectra.columns(), values);
  }

  static double light(Rows spectra, int row) {
    double sum = 0;
    for (int band = 0; band < spectra.columns(); band++) {
      sum += spectra.at(row, band);
    }
    return sum / spectra.columns();
  }

  // Deviation of one band, from second differences (each holds 6 times its variance), over the
  // mean.
  static double noise(Rows spectra, int row) {
    int bands = spectra.columns();
    double squares = 0;
    for (int band = 1; band + 1 < bands; band++) {
      double bend =
          spectra.at(row, band - 1) - 2.0 * spectra.at(row, band) + spectra.at(row, band + 1);
      squares += bend * bend;
    }
    return bands < 3 ? 0 : Math.sqrt(squares / 6 / (bands - 2)) / Math.abs(light(spectra, row));
  }
}
