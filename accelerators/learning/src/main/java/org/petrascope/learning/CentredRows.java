package org.petrascope.learning;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * What least squares sees of a regression: rows and targets less their weighted means, rows over
 * the columns' scales, both times the root of the row's weight. To be read only.
 */
final class CentredRows {
  private static final int VALUES_MAX = 25_000_000;

  private final DMatrixRMaj rows;
  private final DMatrixRMaj targets;
  private final double[] roots;
  private final double[] means;
  private final double[] scales;
  private final double[] targetMeans;

  private CentredRows(Regression regression, double[] scales) {
    int count = regression.count();
    this.roots = Arrays.stream(regression.weights()).map(Math::sqrt).toArray();
    this.scales = scales;
    double[] values = new double[count * regression.rows().columns()];
    for (int i = 0; i < values.length; i++) {
      values[i] = regression.rows().values()[i];
    }
    this.rows = new DMatrixRMaj(count, regression.rows().columns(), true, values);
    this.targets = new DMatrixRMaj(count, regression.outputs(), true, regression.targets().clone());
    this.means = centre(rows, regression.weights());
    this.targetMeans = centre(targets, regression.weights());
    double[] ones = new double[regression.outputs()];
    Arrays.fill(ones, 1);
    scale(rows, roots, scales);
    scale(targets, roots, ones);
  }

  /**
   * Of at most {@value #VALUES_MAX} values, above that of a random choice of rows.
   *
   * @param standardise whether every column is divided by its deviation
   */
  static CentredRows of(Regression regression, boolean standardise) {
    Regression used = regression.thinned(Math.max(2, VALUES_MAX / regression.rows().columns()));
    double[] scales = new double[used.rows().columns()];
    Arrays.fill(scales, 1);
    return new CentredRows(used, standardise ? BandStatistics.of(used.rows()).scales() : scales);
  }

  private static double[] centre(DMatrixRMaj matrix, double[] weights) {
    double total = Arrays.stream(weights).sum();
    double[] means = new double[matrix.numCols];
    for (int i = 0; i < matrix.data.length; i++) {
      means[i % matrix.numCols] += weights[i / matrix.numCols] / total * matrix.data[i];
    }
    for (int i = 0; i < matrix.data.length; i++) {
      matrix.data[i] -= means[i % matrix.numCols];
    }
    return means;
  }

  private static void scale(DMatrixRMaj matrix, double[] roots, double[] scales) {
    for (int i = 0; i < matrix.data.length; i++) {
      matrix.data[i] *= roots[i / matrix.numCols] / scales[i % matrix.numCols];
    }
  }

  int count() {
    return rows.numRows;
  }

  int columns() {
    return rows.numCols;
  }

  int outputs() {
    return targets.numCols;
  }

  DMatrixRMaj rows() {
    return rows;
  }

  DMatrixRMaj targets() {
    return targets;
  }

  /** The roots of the rows' weights. */
  double[] roots() {
    return roots;
  }

  /**
   * The weighted sum of squares by which coefficients of these rows, [column][output], miss the
   * targets of other rows.
   */
  double squaredError(DMatrixRMaj coefficients, Regression unseen) {
    double sum = 0;
    for (int row = 0; row < unseen.count(); row++) {
      double[] told = targetMeans.clone();
      for (int column = 0; column < columns(); column++) {
        double value = (unseen.rows().at(row, column) - means[column]) / scales[column];
        for (int output = 0; output < told.length; output++) {
          told[output] += value * coefficients.data[column * told.length + output];
        }
      }
      for (int output = 0; output < told.length; output++) {
        double error = told[output] - unseen.targets()[row * told.length + output];
        sum += unseen.weights()[row] * error * error;
      }
    }
    return sum;
  }

  /**
   * The model of rows as they were, from coefficients of these rows.
   *
   * @param coefficients [column][output]
   * @param importance of every column, where the kind knows it
   */
  LinearModel model(Outline outline, DMatrixRMaj coefficients, double... importance) {
    double[] weights = new double[outputs() * columns()];
    double[] offsets = targetMeans.clone();
    for (int output = 0; output < outputs(); output++) {
      for (int column = 0; column < columns(); column++) {
        double weight = coefficients.get(column, output) / scales[column];
        weights[output * columns() + column] = weight;
        offsets[output] -= weight * means[column];
      }
    }
    return new LinearModel(outline, weights, offsets, means, importance);
  }
}
