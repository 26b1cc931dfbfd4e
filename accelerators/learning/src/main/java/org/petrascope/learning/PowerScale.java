package org.petrascope.learning;

/**
 * Fractions raised to a power below one, where an error of a small fraction counts for more: what
 * is learned there comes back without negative fractions and with less smearing of pure rocks.
 *
 * @param power 1 leaves everything as it is
 */
record PowerScale(double power) {
  // Above 0, so that components that are all absent still sum to something.
  private static final double LEAST = 1e-6;

  double of(double fraction) {
    return power == 1 ? fraction : Math.pow(Math.max(0, fraction), power);
  }

  double back(double scaled) {
    return power == 1 ? scaled : Math.pow(Math.max(LEAST, scaled), 1 / power);
  }

  /** How much the fraction changes with the scaled value. */
  double slope(double scaled) {
    return power == 1 ? 1 : Math.pow(Math.max(LEAST, scaled), 1 / power - 1) / power;
  }

  /** Brings rows [row][output] back; with a power they are made to sum to one. */
  void back(double[] rows, int outputs) {
    for (int first = 0; first < rows.length; first += outputs) {
      double sum = 0;
      for (int i = first; i < first + outputs; i++) {
        rows[i] = back(rows[i]);
        sum += rows[i];
      }
      for (int i = first; i < first + outputs && power != 1; i++) {
        rows[i] /= sum;
      }
    }
  }
}
