package org.petrascope.learning;

import org.ejml.data.DMatrixRMaj;

/** The targets of a regression on a {@link PowerScale}, less their means. To be read only. */
final class ScaledTargets {
  private final Regression regression;
  private final PowerScale scale;
  private final double[] means;
  private final DMatrixRMaj matrix;

  ScaledTargets(Regression regression, PowerScale scale) {
    int outputs = regression.outputs();
    double total = 0;
    for (double weight : regression.weights()) {
      total += weight;
    }
    this.regression = regression;
    this.scale = scale;
    this.means = new double[outputs];
    this.matrix = new DMatrixRMaj(regression.count(), outputs);
    for (int i = 0; i < matrix.data.length; i++) {
      matrix.data[i] = scale.of(regression.targets()[i]);
      means[i % outputs] += regression.weights()[i / outputs] / total * matrix.data[i];
    }
    for (int i = 0; i < matrix.data.length; i++) {
      matrix.data[i] -= means[i % outputs];
    }
  }

  /** Of every output. */
  double[] means() {
    return means;
  }

  /** [row][output]. */
  DMatrixRMaj matrix() {
    return matrix;
  }

  /** The weighted sum of squares by which predictions miss the targets as they were. */
  double squaredError(LeftOutGroups left) {
    int outputs = means.length;
    double[] told = new double[matrix.data.length];
    for (int i = 0; i < told.length; i++) {
      told[i] = matrix.data[i] + means[i % outputs] - left.error(i / outputs, i % outputs);
    }
    scale.back(told, outputs);
    double sum = 0;
    for (int i = 0; i < told.length; i++) {
      double error = told[i] - regression.targets()[i];
      sum += regression.weights()[i / outputs] * error * error;
    }
    return sum;
  }
}
