package org.petrascope.learning;

import java.util.List;

/** Mixed values of many rows, and signs of how far each may be off. Immutable. */
final class Signs {
  /** How many signs there are for each value. */
  static final int COUNT = 4;

  private final double[] mixed;
  private final double[] spread;
  private final float[] deviations;

  private Signs(double[] mixed, double[] spread, float[] deviations) {
    this.mixed = mixed;
    this.spread = spread;
    this.deviations = deviations;
  }

  static Signs of(Mixing mixing, List<Output> outputs) {
    List<Rows> values = outputs.stream().map(Output::values).toList();
    double[] mixed = mixing.mix(values);
    return new Signs(mixed, mixing.spread(values, mixed), Output.deviations(outputs));
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
      case 2 -> deviations[i];
      default -> Math.sqrt(p * (1 - p));
    };
  }
}
