package org.petrascope.learning;

/**
 * Brings probabilities to the level of confidence that they deserve: p to a power, scaled to sum to
 * one (temperature scaling, Guo et al. 2017, arXiv:1706.04599; the power is one over the
 * temperature). The order of the classes stays.
 */
final class Sharpness {
  private static final double LEAST_PROBABILITY = 1e-6;

  /** Powers tried: from 1/4 to 16 in steps of the square root of 2. */
  private static final int STEPS_DOWN = 4;

  private static final int STEPS_UP = 8;

  private Sharpness() {}

  /** The power with the least weighted log loss. */
  static double fit(Rows probabilities, Labels truth, double[] weights) {
    double best = 1;
    double least = loss(probabilities, truth, weights, 1);
    for (int step = -STEPS_DOWN; step <= STEPS_UP; step++) {
      double power = Math.pow(2, step / 2.0);
      double loss = loss(probabilities, truth, weights, power);
      if (loss < least) {
        least = loss;
        best = power;
      }
    }
    return best;
  }

  private static double loss(Rows probabilities, Labels truth, double[] weights, double power) {
    double loss = 0;
    for (int row = 0; row < truth.count(); row++) {
      double sum = 0;
      for (int c = 0; c < probabilities.columns(); c++) {
        sum += Math.exp(power * log(probabilities.at(row, c)));
      }
      double right = power * log(probabilities.at(row, truth.label(row)));
      loss += weights[row] * (Math.log(sum) - right);
    }
    return loss;
  }

  private static double log(float probability) {
    return Math.log(Math.max(probability, LEAST_PROBABILITY));
  }

  /** The probabilities to that power, each row summing to one; NaN stays NaN. */
  static Rows apply(Rows probabilities, double power) {
    int classes = probabilities.columns();
    float[] sharpened = new float[probabilities.values().length];
    double[] row = new double[classes];
    for (int r = 0; r < probabilities.count(); r++) {
      double sum = 0;
      for (int c = 0; c < classes; c++) {
        float p = probabilities.at(r, c);
        row[c] = Float.isNaN(p) ? Double.NaN : Math.exp(power * log(p));
        sum += row[c];
      }
      for (int c = 0; c < classes; c++) {
        sharpened[r * classes + c] = (float) (row[c] / sum);
      }
    }
    return new Rows(probabilities.count(), classes, sharpened);
  }
}
