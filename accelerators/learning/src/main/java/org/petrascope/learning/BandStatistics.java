package org.petrascope.learning;

/** Mean and spread of every column of rows without NaN. */
final class BandStatistics {
  private final double[] means;
  private final double[] deviations;

  private BandStatistics(double[] means, double[] deviations) {
    this.means = means;
    this.deviations = deviations;
  }

  static BandStatistics of(Rows rows) {
    int columns = rows.columns();
    double[] means = new double[columns];
    double[] squares = new double[columns];
    float[] values = rows.values();
    for (int i = 0; i < values.length; i++) {
      means[i % columns] += values[i] / (double) rows.count();
    }
    for (int i = 0; i < values.length; i++) {
      double away = values[i] - means[i % columns];
      squares[i % columns] += away * away / rows.count();
    }
    for (int column = 0; column < columns; column++) {
      squares[column] = Math.sqrt(squares[column]);
    }
    return new BandStatistics(means, squares);
  }

  double[] means() {
    return means.clone();
  }

  /**
   * Deviations, over the number of rows (not one less), 1 where a column does not vary by more than
   * rounding: nothing is divided by nothing.
   */
  double[] scales() {
    double[] scales = deviations.clone();
    for (int column = 0; column < scales.length; column++) {
      boolean varies = scales[column] > 1e-7 * Math.abs(means[column]);
      scales[column] = varies ? scales[column] : 1;
    }
    return scales;
  }
}
