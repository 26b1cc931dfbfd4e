package org.petrascope.learning;

import java.util.ArrayList;
import java.util.List;
import org.petrascope.kernels.ConstrainedLeastSquares;

/**
 * How far off a mixed prediction is expected to be, row by row: for each output a sum, with factors
 * that are not negative, of a constant, the spread of the members, the deviation that members know
 * themselves, and sqrt(p (1 - p)) of the predicted fraction p, which is least at the ends of the
 * range. The factors are fitted to the absolute errors of out-of-fold predictions.
 *
 * @param factors [output][sign]
 * @param least [output], below which nothing is expected
 */
record Difficulty(List<List<Double>> factors, List<Double> least) {
  /** Share of the mean absolute error below which no row is taken to be sure. */
  private static final double LEAST_SHARE = 0.1;

  private static final double LEAST_EVER = 1e-6;

  Difficulty {
    factors = factors.stream().map(List::copyOf).toList();
    least = List.copyOf(least);
  }

  static Difficulty fit(Signs signs, Rows truth) {
    List<List<Double>> factors = new ArrayList<>();
    List<Double> least = new ArrayList<>();
    int outputs = truth.columns();
    for (int c = 0; c < outputs; c++) {
      float[] errors = new float[truth.count()];
      double mean = 0;
      for (int row = 0; row < truth.count(); row++) {
        errors[row] = (float) Math.abs(truth.at(row, c) - signs.fraction(row * outputs + c));
        mean += errors[row] / truth.count();
      }
      factors.add(factors(signs, errors, c, outputs));
      least.add(Math.max(LEAST_EVER, LEAST_SHARE * mean));
    }
    return new Difficulty(factors, least);
  }

  private static List<Double> factors(Signs signs, float[] errors, int c, int outputs) {
    float[] features = new float[Signs.COUNT * errors.length];
    for (int f = 0; f < Signs.COUNT; f++) {
      for (int row = 0; row < errors.length; row++) {
        features[f * errors.length + row] = (float) signs.sign(row * outputs + c, f);
      }
    }
    float[] found = new float[Signs.COUNT];
    ConstrainedLeastSquares.nonNegative(features, errors.length)
        .solve(errors, 0, 1, found, new float[1]);
    List<Double> factors = new ArrayList<>();
    for (float factor : found) {
      factors.add((double) factor);
    }
    return factors;
  }

  boolean needsDeviations() {
    return factors.stream().anyMatch(its -> its.get(Signs.DEVIATION) > 0);
  }

  /** Expected absolute error, [row][output], above 0. */
  double[] of(Signs signs) {
    int outputs = least.size();
    double[] expected = new double[signs.values()];
    for (int i = 0; i < expected.length; i++) {
      int c = i % outputs;
      double sum = 0;
      for (int f = 0; f < Signs.COUNT; f++) {
        sum += factors.get(c).get(f) * signs.sign(i, f);
      }
      expected[i] = Math.max(least.get(c), sum);
    }
    return expected;
  }
}
