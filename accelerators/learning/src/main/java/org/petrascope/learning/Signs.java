package org.petrascope.learning;

import java.util.List;

/** Mixed values of many rows, and signs of how far each may be off. Immutable. */
final class Signs {
  /** How many signs there are for each value. */
  static final int COUNT = 4;

  /** The number of the sign that members' own deviations are. */
  static final int DEVIATION = 2;

  private final double[] mixed;
  private final double[] spread;
  private final double[] deviations;

  private Signs(double[] mixed, double[] spread, double[] deviations) {
    this.mixed = mixed;
    this.spread = spread;
    this.deviations = deviations;
  }

  static Signs of(Mixing mixing, List<Output> outputs) {
    List<Rows> values = outputs.stream().map(Output::values).toList();
    double[] mixed = mixing.mix(values);
    return new Signs(mixed, mixing.spread(values, mixed), deviations(mixing, outputs));
  }

  // The mean, by shares, of the variances of members that know theirs, as a deviation.
  private static double[] deviations(Mixing mixing, List<Output> outputs) {
    int columns = outputs.getFirst().deviations().columns();
    double[] variances = new double[outputs.getFirst().deviations().values().length];
    double[] shares = new double[variances.length];
    for (int m = 0; m < outputs.size(); m++) {
      float[] its = outputs.get(m).deviations().values();
      for (int i = 0; i < variances.length; i++) {
        double share = its[i] > 0 ? mixing.share(m, i % columns) : 0;
        variances[i] += share * its[i] * its[i];
        shares[i] += share;
      }
    }
    for (int i = 0; i < variances.length; i++) {
      variances[i] = shares[i] > 0 ? Math.sqrt(variances[i] / shares[i]) : 0;
    }
    return variances;
  }

  /** Number of values: rows times outputs. */
  int values() {
    return mixed.length;
  }

  /** Mixed value i, [row][output]. */
  double mixed(int i) {
    return mixed[i];
  }

  /** Mixed value i, kept inside the range of fractions. */
  double fraction(int i) {
    return Math.clamp(mixed[i], 0, 1);
  }

  /**
   * A sign of value i: 1, the spread of the members, the deviation they know, sqrt(p (1 - p)) of
   * the fraction p.
   */
  double sign(int i, int sign) {
    double p = fraction(i);
    return switch (sign) {
      case 0 -> 1;
      case 1 -> spread[i];
      case DEVIATION -> deviations[i];
      default -> Math.sqrt(p * (1 - p));
    };
  }
}
