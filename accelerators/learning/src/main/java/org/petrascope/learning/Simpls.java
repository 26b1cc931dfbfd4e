package org.petrascope.learning;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Partial least squares by SIMPLS (de Jong 1993, doi:10.1016/0169-7439(93)85002-X): component after
 * component, the direction r of the rows X whose scores {@code t = X r} of length one covary most
 * with the targets Y, orthogonal to all scores before. Coefficients of the first a components are
 * {@code sum of r q'} over them, with {@code q = Y' t}.
 */
final class Simpls {
  // What is left of the covariance is rounding below this share of what there was, and so is a
  // direction's length in the rows.
  private static final double ROUNDING = 1e-12;

  private final CentredRows rows;
  private final DMatrixRMaj directions;
  private final DMatrixRMaj targetLoadings;
  private final double rowsLength;
  private int components;

  /** Finds so many components, or fewer when nothing of the targets is left to be covaried with. */
  Simpls(CentredRows rows, int most) {
    this.rows = rows;
    this.rowsLength = norm(rows.rows().data);
    int limit = Math.min(most, Math.min(rows.count() - 1, rows.columns()));
    this.directions = new DMatrixRMaj(limit, rows.columns());
    this.targetLoadings = new DMatrixRMaj(limit, rows.outputs());
    DMatrixRMaj covariance = new DMatrixRMaj(rows.columns(), rows.outputs());
    CommonOps_DDRM.multTransA(rows.rows(), rows.targets(), covariance);
    double whole = CommonOps_DDRM.elementMaxAbs(covariance);
    DMatrixRMaj basis = new DMatrixRMaj(limit, rows.columns());
    while (components < limit
        && CommonOps_DDRM.elementMaxAbs(covariance) > ROUNDING * whole
        && add(covariance, basis)) {
      components++;
    }
  }

  private boolean add(DMatrixRMaj covariance, DMatrixRMaj basis) {
    DMatrixRMaj direction = dominant(covariance);
    DMatrixRMaj scores = new DMatrixRMaj(rows.count(), 1);
    CommonOps_DDRM.mult(rows.rows(), direction, scores);
    double length = norm(scores.data);
    if (!(length > ROUNDING * rowsLength)) {
      return false;
    }
    CommonOps_DDRM.divide(scores, length);
    CommonOps_DDRM.divide(direction, length);
    DMatrixRMaj loading = new DMatrixRMaj(rows.columns(), 1);
    CommonOps_DDRM.multTransA(rows.rows(), scores, loading);
    DMatrixRMaj targetLoading = new DMatrixRMaj(rows.outputs(), 1);
    CommonOps_DDRM.multTransA(rows.targets(), scores, targetLoading);
    if (!orthonormalise(loading.data, basis)) {
      return false;
    }
    DMatrixRMaj share = new DMatrixRMaj(1, rows.outputs());
    CommonOps_DDRM.multTransA(loading, covariance, share);
    CommonOps_DDRM.multAdd(-1, loading, share, covariance);
    setRow(basis, loading.data);
    setRow(directions, direction.data);
    setRow(targetLoadings, targetLoading.data);
    return true;
  }

  private void setRow(DMatrixRMaj matrix, double[] values) {
    System.arraycopy(values, 0, matrix.data, components * matrix.numCols, matrix.numCols);
  }

  // The left singular vector of the largest singular value, from the small product of the targets.
  private static DMatrixRMaj dominant(DMatrixRMaj covariance) {
    int outputs = covariance.numCols;
    DMatrixRMaj product = new DMatrixRMaj(outputs, outputs);
    CommonOps_DDRM.multInner(covariance, product);
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(outputs, true, true);
    if (!eigen.decompose(product)) {
      throw new LearningException(
          "directions cannot be found, eigenvalues of the %d targets did not settle: leave some out"
              .formatted(outputs));
    }
    int largest = 0;
    for (int i = 1; i < outputs; i++) {
      boolean larger = eigen.getEigenvalue(i).getReal() > eigen.getEigenvalue(largest).getReal();
      largest = larger ? i : largest;
    }
    DMatrixRMaj direction = new DMatrixRMaj(covariance.numRows, 1);
    CommonOps_DDRM.mult(covariance, eigen.getEigenVector(largest), direction);
    CommonOps_DDRM.divide(direction, norm(direction.data));
    return direction;
  }

  // Twice, because once loses orthogonality in floating point.
  private boolean orthonormalise(double[] loading, DMatrixRMaj basis) {
    double whole = norm(loading);
    int columns = loading.length;
    for (int pass = 0; pass < 2; pass++) {
      for (int before = 0; before < components; before++) {
        double product = 0;
        for (int i = 0; i < columns; i++) {
          product += loading[i] * basis.data[before * columns + i];
        }
        for (int i = 0; i < columns; i++) {
          loading[i] -= product * basis.data[before * columns + i];
        }
      }
    }
    double left = norm(loading);
    for (int i = 0; i < columns; i++) {
      loading[i] /= left;
    }
    return left > ROUNDING * whole;
  }

  private static double norm(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }

  /** How many were found. */
  int components() {
    return components;
  }

  /** Adds to coefficients [column][output] what a component, from 0, gives. */
  void addTo(DMatrixRMaj coefficients, int component) {
    for (int column = 0; column < rows.columns(); column++) {
      for (int output = 0; output < rows.outputs(); output++) {
        coefficients.add(
            column,
            output,
            directions.get(component, column) * targetLoadings.get(component, output));
      }
    }
  }

  /** Coefficients of the first components, [column][output]. */
  DMatrixRMaj coefficients(int first) {
    DMatrixRMaj coefficients = new DMatrixRMaj(rows.columns(), rows.outputs());
    for (int component = 0; component < first; component++) {
      addTo(coefficients, component);
    }
    return coefficients;
  }

  /**
   * Variable importance in the projection of the first components, [column]: the share of a column
   * in every direction, weighted by what the direction explains of the targets; the mean of their
   * squares is 1. Zeros when there are no components.
   */
  double[] importance(int first) {
    double[] importance = new double[rows.columns()];
    double explained = 0;
    for (int component = 0; component < first; component++) {
      double squares = 0;
      for (int output = 0; output < rows.outputs(); output++) {
        squares += Math.pow(targetLoadings.get(component, output), 2);
      }
      double length = 0;
      for (int column = 0; column < importance.length; column++) {
        length += Math.pow(directions.get(component, column), 2);
      }
      for (int column = 0; column < importance.length; column++) {
        importance[column] += squares * Math.pow(directions.get(component, column), 2) / length;
      }
      explained += squares;
    }
    for (int column = 0; column < importance.length; column++) {
      double share = explained > 0 ? importance[column] / explained : 0;
      importance[column] = Math.sqrt(importance.length * share);
    }
    return importance;
  }
}
