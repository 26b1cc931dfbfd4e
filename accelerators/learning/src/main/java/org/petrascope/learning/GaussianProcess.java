package org.petrascope.learning;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.petrascope.kernels.Matern;
import org.petrascope.kernels.SquaredDistances;

/**
 * The covariance of a Gaussian process between rows: Matern 3/2 of their distance, and a constant 1
 * for the unknown mean. Immutable; may be used by many threads.
 */
final class GaussianProcess {
  /** Rows that are looked at together. */
  static final int TILE = 256;

  private static final double CONSTANT = 1;

  private final Rows rows;
  private final SquaredDistances distances;
  private final double length;

  GaussianProcess(Rows rows, double length) {
    double[] vectors = new double[rows.values().length];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = rows.values()[i];
    }
    this.rows = rows;
    this.distances = new SquaredDistances(vectors, rows.columns());
    this.length = length;
  }

  /** With the median distance of the rows as its length. */
  static GaussianProcess ofTypicalLength(Rows rows) {
    GaussianProcess unit = new GaussianProcess(rows, 1);
    int count = rows.count();
    double[] all = new double[count * count];
    unit.distances.of(rows.values(), 0, count, all);
    double[] pairs = new double[count * (count - 1) / 2];
    int next = 0;
    for (int a = 1; a < count; a++) {
      for (int b = 0; b < a; b++) {
        pairs[next++] = all[a * count + b];
      }
    }
    Arrays.sort(pairs);
    double median = pairs.length == 0 ? 0 : pairs[pairs.length / 2];
    return new GaussianProcess(rows, median > 0 ? Math.sqrt(median) : 1);
  }

  static LearningException lostInRounding(int count) {
    return new LearningException(
        "the covariance of %d rows is lost in rounding, rows repeat each other exactly: leave the copies out"
            .formatted(count));
  }

  Rows rows() {
    return rows;
  }

  double length() {
    return length;
  }

  /** The variance of a row's value before anything is known. */
  double variance() {
    return 1 + CONSTANT;
  }

  /** Covariances of other rows with these: [to - from][row]. */
  double[] covariances(Rows others, int from, int to) {
    double[] covariances = new double[(to - from) * rows.count()];
    distances.of(others.values(), from, to, covariances);
    Matern.covariance(covariances, length, 0, covariances.length);
    for (int i = 0; i < covariances.length; i++) {
      covariances[i] += CONSTANT;
    }
    return covariances;
  }

  /** What weighs the differences to these rows in the gradient at another one: [row]. */
  double[] slopes(Rows others, int other) {
    double[] slopes = new double[rows.count()];
    distances.of(others.values(), other, other + 1, slopes);
    Matern.slope(slopes, length, 0, slopes.length);
    return slopes;
  }

  /**
   * The inverse of the covariance of these rows with noise.
   *
   * @param noise variance of each row's noise
   */
  DMatrixRMaj inverse(double[] noise) {
    int count = rows.count();
    DMatrixRMaj covariance = new DMatrixRMaj(count, count, true, covariances(rows, 0, count));
    for (int row = 0; row < count; row++) {
      covariance.add(row, row, noise[row]);
    }
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(count);
    if (!solver.setA(covariance)) {
      throw lostInRounding(count);
    }
    DMatrixRMaj inverse = new DMatrixRMaj(count, count);
    solver.invert(inverse);
    return inverse;
  }

  /** Weights of the rows, [row][output], for these targets. */
  static DMatrixRMaj weights(DMatrixRMaj inverse, DMatrixRMaj targets) {
    DMatrixRMaj weights = new DMatrixRMaj(targets.numRows, targets.numCols);
    CommonOps_DDRM.mult(inverse, targets, weights);
    return weights;
  }
}
