package org.petrascope.learning;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Errors of ridge regression at rows whose whole group was left out, for any penalty, from one
 * eigendecomposition and without a refit: with the hat matrix H (offset included) and residuals r,
 * the errors of group g are {@code (I - H_gg)^-1 r_g}. That is Allen's PRESS (1974,
 * doi:10.2307/1267500) for groups, and exact for columns as they are; scales of columns are those
 * of all rows.
 */
final class RidgePath {
  private static final int STEPS = 25;
  private static final double STEP = Math.pow(10, 0.5);

  /** The largest penalty tried, as a share of the sum of squares. */
  private static final double LARGEST = 1;

  private static final double ROUNDING = 1e-13;

  private final List<int[]> groups;
  private final double[] eigenvalues;
  private final DMatrixRMaj vectors;
  private final DMatrixRMaj turned;
  private final DMatrixRMaj targets;
  private final double[] roots;
  private final double total;
  private final double weightSum;

  RidgePath(CentredRows rows, List<int[]> groups) {
    this.groups = groups;
    this.targets = rows.targets();
    this.roots = rows.roots();
    this.weightSum = Arrays.stream(roots).map(root -> root * root).sum();
    boolean dual = rows.count() < rows.columns();
    int size = Math.min(rows.count(), rows.columns());
    DMatrixRMaj gram = new DMatrixRMaj(size, size);
    if (dual) {
      CommonOps_DDRM.multOuter(rows.rows(), gram);
    } else {
      CommonOps_DDRM.multInner(rows.rows(), gram);
    }
    this.total = CommonOps_DDRM.trace(gram);
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(size, true, true);
    if (!eigen.decompose(gram)) {
      throw new LearningException(
          "the penalty cannot be chosen, eigenvalues of %d x %d products did not settle: state a penalty"
              .formatted(size, size));
    }
    this.eigenvalues = new double[size];
    DMatrixRMaj basis = new DMatrixRMaj(size, size);
    for (int i = 0; i < size; i++) {
      eigenvalues[i] = Math.max(0, eigen.getEigenvalue(i).getReal());
      CommonOps_DDRM.insert(eigen.getEigenVector(i), basis, 0, i);
    }
    this.vectors = dual ? basis : leftVectors(rows.rows(), basis, eigenvalues);
    this.turned = new DMatrixRMaj(size, targets.numCols);
    CommonOps_DDRM.multTransA(vectors, targets, turned);
  }

  // u = X w / sqrt(eigenvalue); 0 where the eigenvalue is rounding only.
  private static DMatrixRMaj leftVectors(
      DMatrixRMaj rows, DMatrixRMaj basis, double[] eigenvalues) {
    DMatrixRMaj left = new DMatrixRMaj(rows.numRows, basis.numCols);
    CommonOps_DDRM.mult(rows, basis, left);
    double largest = 0;
    for (double eigenvalue : eigenvalues) {
      largest = Math.max(largest, eigenvalue);
    }
    double[] scales = new double[eigenvalues.length];
    for (int i = 0; i < scales.length; i++) {
      scales[i] = eigenvalues[i] > ROUNDING * largest ? 1 / Math.sqrt(eigenvalues[i]) : 0;
    }
    CommonOps_DDRM.multCols(left, scales);
    return left;
  }

  /** The penalty of the least error; the largest of equals. */
  double best() {
    double best = LARGEST * total;
    double least = Double.POSITIVE_INFINITY;
    for (int step = 0; step < STEPS; step++) {
      double penalty = total * LARGEST / Math.pow(STEP, step);
      double error = error(penalty);
      if (error < least) {
        least = error;
        best = penalty;
      }
    }
    return best;
  }

  /** The weighted sum of squares of the errors; infinite where a group leaves nothing to know. */
  double error(double penalty) {
    double[] shrink = new double[eigenvalues.length];
    for (int i = 0; i < shrink.length; i++) {
      shrink[i] = eigenvalues[i] / (eigenvalues[i] + penalty);
    }
    DMatrixRMaj shrunk = vectors.copy();
    CommonOps_DDRM.multCols(shrunk, shrink);
    DMatrixRMaj residuals = targets.copy();
    CommonOps_DDRM.multAdd(-1, shrunk, turned, residuals);
    double sum = 0;
    for (int[] group : groups) {
      sum += groupError(group, shrunk, residuals);
    }
    return sum;
  }

  private double groupError(int[] group, DMatrixRMaj shrunk, DMatrixRMaj residuals) {
    int size = group.length;
    DMatrixRMaj left = new DMatrixRMaj(size, size);
    DMatrixRMaj residual = new DMatrixRMaj(size, residuals.numCols);
    for (int a = 0; a < size; a++) {
      for (int b = 0; b <= a; b++) {
        double hat =
            roots[group[a]] * roots[group[b]] / weightSum + dot(group[a], group[b], shrunk);
        left.set(a, b, (a == b ? 1 : 0) - hat);
        left.set(b, a, left.get(a, b));
      }
      for (int output = 0; output < residuals.numCols; output++) {
        residual.set(a, output, residuals.get(group[a], output));
      }
    }
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(size);
    if (!solver.setA(left)) {
      return Double.POSITIVE_INFINITY;
    }
    DMatrixRMaj errors = new DMatrixRMaj(size, residuals.numCols);
    solver.solve(residual, errors);
    double sum = 0;
    for (double error : errors.data) {
      sum += error * error;
    }
    return sum;
  }

  private double dot(int a, int b, DMatrixRMaj shrunk) {
    int size = eigenvalues.length;
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += shrunk.data[a * size + i] * vectors.data[b * size + i];
    }
    return sum;
  }
}
