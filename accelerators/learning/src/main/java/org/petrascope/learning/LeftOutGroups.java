package org.petrascope.learning;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * What a Gaussian process says of rows whose whole group was left out, without a refit: with the
 * inverse J of the covariance of all, the errors of group g are {@code (J_gg)^-1 (J z)_g} and the
 * covariance of what is predicted {@code (J_gg)^-1} (Rasmussen and Williams 2006, eq. 5.12, for
 * groups). To be read only.
 */
final class LeftOutGroups {
  private final DMatrixRMaj errors;
  private final double[] variances;

  /**
   * @param inverse [row][row]
   * @param targets [row][output]
   */
  LeftOutGroups(DMatrixRMaj inverse, DMatrixRMaj targets, List<int[]> groups) {
    this.errors = new DMatrixRMaj(targets.numRows, targets.numCols);
    this.variances = new double[targets.numRows];
    DMatrixRMaj weights = new DMatrixRMaj(targets.numRows, targets.numCols);
    CommonOps_DDRM.mult(inverse, targets, weights);
    for (int[] group : groups) {
      leaveOut(group, inverse, weights);
    }
  }

  private void leaveOut(int[] group, DMatrixRMaj inverse, DMatrixRMaj weights) {
    int size = group.length;
    DMatrixRMaj block = new DMatrixRMaj(size, size);
    DMatrixRMaj right = new DMatrixRMaj(size, weights.numCols);
    for (int a = 0; a < size; a++) {
      for (int b = 0; b < size; b++) {
        block.set(a, b, inverse.get(group[a], group[b]));
      }
      for (int output = 0; output < weights.numCols; output++) {
        right.set(a, output, weights.get(group[a], output));
      }
    }
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(size);
    if (!solver.setA(block)) {
      throw GaussianProcess.lostInRounding(errors.numRows);
    }
    DMatrixRMaj solved = new DMatrixRMaj(size, weights.numCols);
    solver.solve(right, solved);
    DMatrixRMaj covariance = new DMatrixRMaj(size, size);
    solver.invert(covariance);
    for (int a = 0; a < size; a++) {
      variances[group[a]] = covariance.get(a, a);
      for (int output = 0; output < weights.numCols; output++) {
        errors.set(group[a], output, solved.get(a, output));
      }
    }
  }

  /** Target less prediction. */
  double error(int row, int output) {
    return errors.get(row, output);
  }

  /** How far the squared errors of an output are from the variances predicted: their mean ratio. */
  double calibration(int output) {
    double sum = 0;
    for (int row = 0; row < variances.length; row++) {
      sum += Math.pow(errors.get(row, output), 2) / variances[row];
    }
    return sum / variances.length;
  }
}
