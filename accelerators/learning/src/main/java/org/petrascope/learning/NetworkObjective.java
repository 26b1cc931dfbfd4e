package org.petrascope.learning;

/** What a network is taught to make small. */
public enum NetworkObjective {
  /** Minus the sum of target times logarithm of output. */
  CROSS_ENTROPY,
  /** Cross-entropy times (1 - p)^2, p the output where the target is one (arXiv:1708.02002). */
  FOCAL,
  /** Sum of squared differences. */
  SQUARED_ERROR;

  /** Added to outputs before their logarithm is taken. */
  private static final double TINY = 1e-7;

  /** The loss of one row. */
  double of(Rows outputs, Rows targets, int row) {
    double sum = 0;
    double hit = 0;
    for (int i = 0; i < outputs.columns(); i++) {
      double output = outputs.at(row, i);
      double target = targets.at(row, i);
      hit += output * target;
      sum +=
          switch (this) {
            case CROSS_ENTROPY, FOCAL -> -target * Math.log(output + TINY);
            case SQUARED_ERROR -> square(output - target);
          };
    }
    return this == FOCAL ? sum * square(1 - hit) : sum;
  }

  private static double square(double x) {
    return x * x;
  }

  /**
   * Mean loss of rows.
   *
   * @param weights of every row, one column
   */
  public double mean(Rows outputs, Rows targets, Rows weights) {
    double sum = 0;
    double weight = 0;
    for (int row = 0; row < outputs.count(); row++) {
      sum += weights.at(row, 0) * of(outputs, targets, row);
      weight += weights.at(row, 0);
    }
    return sum / weight;
  }
}
