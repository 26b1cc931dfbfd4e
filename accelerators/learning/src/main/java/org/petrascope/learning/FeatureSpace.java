package org.petrascope.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/**
 * The leading principal components of rows, and how far another row lies from them: the root of T2
 * over the number of components (inside the plane, Hotelling) plus Q over its mean (off the plane,
 * Jackson and Mudholkar 1979, doi:10.1080/00401706.1979.10489779). Immutable.
 */
final class FeatureSpace {
  private static final double VARIANCE_KEPT = 0.99;
  private static final int AXES_MAX = 8;

  /** More rows than this do not change the components; they are taken at even steps. */
  private static final int ROWS_MAX = 4000;

  private static final double LEAST_VARIANCE = 1e-12;

  private final double[] mean;
  private final double[][] axes;
  private final double[] variances;
  private final double residual;

  /**
   * As it is kept on disk.
   *
   * @param axes [axis][column], unit vectors
   * @param variances of the rows along each axis
   * @param residual mean squared length of what the axes leave over
   */
  record Stored(
      List<Double> mean, List<List<Double>> axes, List<Double> variances, double residual) {}

  FeatureSpace(Stored stored) {
    this(
        array(stored.mean),
        stored.axes.stream().map(FeatureSpace::array).toArray(double[][]::new),
        array(stored.variances),
        stored.residual);
  }

  private FeatureSpace(double[] mean, double[][] axes, double[] variances, double residual) {
    this.mean = mean;
    this.axes = axes;
    this.variances = variances;
    this.residual = residual;
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  Stored stored() {
    return new Stored(
        list(mean),
        Arrays.stream(axes).map(FeatureSpace::list).toList(),
        list(variances),
        residual);
  }

  /** Fits to rows without NaN. */
  static FeatureSpace fit(Rows rows) {
    int step = Math.ceilDiv(rows.count(), ROWS_MAX);
    Rows used =
        rows.select(IntStream.range(0, rows.count()).filter(row -> row % step == 0).toArray());
    int columns = used.columns();
    double[] mean = mean(used);
    DMatrixRMaj covariance = covariance(used, mean);
    var eigen = DecompositionFactory_DDRM.eig(columns, true, true);
    if (!eigen.decompose(covariance)) {
      throw new LearningException(
          "the principal components of %s cannot be found: look for values that are not finite"
              .formatted(used));
    }
    int[] order =
        IntStream.range(0, columns)
            .boxed()
            .sorted(
                (a, b) -> Double.compare(eigen.getEigenvalue(b).real, eigen.getEigenvalue(a).real))
            .mapToInt(Integer::intValue)
            .toArray();
    double total =
        IntStream.of(order).mapToDouble(i -> Math.max(0, eigen.getEigenvalue(i).real)).sum();
    List<double[]> axes = new ArrayList<>();
    List<Double> variances = new ArrayList<>();
    double kept = 0;
    for (int i = 0;
        i < order.length && axes.size() < AXES_MAX && kept < VARIANCE_KEPT * total;
        i++) {
      double variance = eigen.getEigenvalue(order[i]).real;
      kept += variance;
      variances.add(Math.max(LEAST_VARIANCE, variance));
      axes.add(eigen.getEigenVector(order[i]).data.clone());
    }
    return new FeatureSpace(
        mean,
        axes.toArray(double[][]::new),
        array(variances),
        Math.max(LEAST_VARIANCE, total - kept));
  }

  private static double[] mean(Rows rows) {
    double[] mean = new double[rows.columns()];
    for (int i = 0; i < rows.values().length; i++) {
      mean[i % mean.length] += rows.values()[i] / (double) rows.count();
    }
    return mean;
  }

  private static DMatrixRMaj covariance(Rows rows, double[] mean) {
    int columns = rows.columns();
    DMatrixRMaj covariance = new DMatrixRMaj(columns, columns);
    double[] away = new double[columns];
    for (int row = 0; row < rows.count(); row++) {
      for (int c = 0; c < columns; c++) {
        away[c] = rows.at(row, c) - mean[c];
      }
      for (int a = 0; a < columns; a++) {
        double share = away[a] / rows.count();
        int offset = a * columns;
        for (int b = 0; b < columns; b++) {
          covariance.data[offset + b] += share * away[b];
        }
      }
    }
    return covariance;
  }

  /** The distance of every row; NaN for a row with a NaN. */
  double[] distances(Rows rows) {
    double[] distances = new double[rows.count()];
    double[] away = new double[mean.length];
    for (int row = 0; row < distances.length; row++) {
      double left = 0;
      for (int c = 0; c < away.length; c++) {
        away[c] = rows.at(row, c) - mean[c];
        left += away[c] * away[c];
      }
      double inside = 0;
      for (int a = 0; a < axes.length; a++) {
        double along = 0;
        for (int c = 0; c < away.length; c++) {
          along += axes[a][c] * away[c];
        }
        inside += along * along / variances[a];
        left -= along * along;
      }
      double plane = axes.length == 0 ? 0 : inside / axes.length;
      distances[row] = Math.sqrt(plane + Math.max(0, left) / residual);
    }
    return distances;
  }
}
