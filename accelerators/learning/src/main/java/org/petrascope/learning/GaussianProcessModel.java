package org.petrascope.learning;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.jspecify.annotations.Nullable;
import org.petrascope.kernels.Simplex;

/**
 * A Gaussian process that has seen its rows. Immutable but for the inverse of the covariance, which
 * the first question for deviations makes; may be used by many threads.
 */
final class GaussianProcessModel implements Model, Uncertain {
  private final Outline outline;
  private final GaussianProcess process;
  private final PowerScale scale;
  private final double[] weights;
  private final double[] means;
  private final double[] spreads;
  private final double[] rowNoise;
  private final double[] columnMeans;
  private @Nullable DMatrixRMaj inverse;

  /**
   * @param weights [row][output]
   * @param means of the scaled outputs
   * @param spreads one standard deviation of every scaled output per root of predicted variance
   * @param rowNoise variance of the noise of every row; the last one is that of a new row
   */
  GaussianProcessModel(
      Outline outline,
      GaussianProcess process,
      PowerScale scale,
      double[] weights,
      double[] means,
      double[] spreads,
      double[] rowNoise) {
    this.outline = outline;
    this.process = process;
    this.scale = scale;
    this.weights = weights;
    this.means = means;
    this.spreads = spreads;
    this.rowNoise = rowNoise;
    this.columnMeans = BandStatistics.of(process.rows()).means();
  }

  @Override
  public String kind() {
    return outline.kind();
  }

  @Override
  public RowShape shape() {
    return outline.shape();
  }

  @Override
  public List<String> names() {
    return outline.names();
  }

  @Override
  public Rows predict(Rows rows) {
    outline.requireColumns(rows);
    int outputs = means.length;
    float[] told = new float[rows.count() * outputs];
    for (int from = 0; from < rows.count(); from += GaussianProcess.TILE) {
      int to = Math.min(rows.count(), from + GaussianProcess.TILE);
      double[] scaled = scaled(process.covariances(rows, from, to));
      scale.back(scaled, outputs);
      for (int i = 0; i < scaled.length; i++) {
        told[from * outputs + i] = (float) scaled[i];
      }
    }
    if (outline.classes()) {
      Simplex.close(told, outputs, 0, rows.count());
    }
    return new Rows(rows.count(), outputs, told);
  }

  // [row][output] of covariances [row][known row].
  private double[] scaled(double[] covariances) {
    int known = process.rows().count();
    int outputs = means.length;
    double[] scaled = new double[covariances.length / known * outputs];
    for (int row = 0; row * known < covariances.length; row++) {
      System.arraycopy(means, 0, scaled, row * outputs, outputs);
      for (int k = 0; k < known; k++) {
        double covariance = covariances[row * known + k];
        for (int output = 0; output < outputs; output++) {
          scaled[row * outputs + output] += covariance * weights[k * outputs + output];
        }
      }
    }
    return scaled;
  }

  /** From the process itself, stretched to fit the errors at groups left out in training. */
  @Override
  public Rows deviations(Rows rows) {
    outline.requireColumns(rows);
    int outputs = means.length;
    float[] deviations = new float[rows.count() * outputs];
    for (int from = 0; from < rows.count(); from += GaussianProcess.TILE) {
      int to = Math.min(rows.count(), from + GaussianProcess.TILE);
      double[] covariances = process.covariances(rows, from, to);
      double[] scaled = scaled(covariances);
      double[] variances = variances(covariances, to - from);
      for (int row = from; row < to; row++) {
        double root = Math.sqrt(variances[row - from]);
        for (int output = 0; output < outputs; output++) {
          deviations[row * outputs + output] =
              (float) deviation(scaled, (row - from) * outputs, output, root);
        }
      }
    }
    return new Rows(rows.count(), outputs, deviations);
  }

  // Half the way from one deviation below to one above: the slope alone is 0 at fractions of 0.
  private double deviation(double[] scaled, int first, int output, double root) {
    double sum = 0;
    for (int i = first; i < first + means.length; i++) {
      sum += scale.power() == 1 ? 1.0 / means.length : scale.back(scaled[i]);
    }
    double at = scaled[first + output];
    double away = spreads[output] * root;
    return (scale.back(at + away) - scale.back(at - away)) / (2 * sum);
  }

  // Of a new row's value, its noise included: [row] of covariances [row][known row].
  private double[] variances(double[] covariances, int rows) {
    int known = process.rows().count();
    DMatrixRMaj explaining = new DMatrixRMaj(rows, known);
    CommonOps_DDRM.mult(DMatrixRMaj.wrap(rows, known, covariances), inverse(), explaining);
    double[] variances = new double[rows];
    for (int row = 0; row < rows; row++) {
      double left = process.variance();
      for (int i = row * known; i < (row + 1) * known; i++) {
        left -= explaining.data[i] * covariances[i];
      }
      // A NaN stays one.
      variances[row] = (left < 0 ? 0 : left) + rowNoise[known];
    }
    return variances;
  }

  /** Spares the first question for deviations to make the inverse again. */
  GaussianProcessModel with(DMatrixRMaj known) {
    synchronized (this) {
      inverse = known;
    }
    return this;
  }

  private synchronized DMatrixRMaj inverse() {
    DMatrixRMaj known = inverse;
    if (known == null) {
      known = process.inverse(Arrays.copyOf(rowNoise, process.rows().count()));
      inverse = known;
    }
    return known;
  }

  /**
   * Gradient times deviation from the training mean, of fractions before they are made to sum to
   * one.
   */
  @Override
  public Optional<Rows> contributions(Rows rows, int output) {
    outline.requireColumns(rows);
    outline.requireOutput(output);
    int columns = rows.columns();
    float[] shares = new float[rows.values().length];
    for (int row = 0; row < rows.count(); row++) {
      double[] gradient = gradient(rows, row, output);
      for (int column = 0; column < columns; column++) {
        shares[row * columns + column] =
            (float) (gradient[column] * (rows.at(row, column) - columnMeans[column]));
      }
    }
    return Optional.of(new Rows(rows.count(), columns, shares));
  }

  private double[] gradient(Rows rows, int row, int output) {
    Rows known = process.rows();
    double scaled = scaled(process.covariances(rows, row, row + 1))[output];
    double[] slopes = process.slopes(rows, row);
    double[] gradient = new double[rows.columns()];
    for (int k = 0; k < known.count(); k++) {
      double weight = slopes[k] * weights[k * means.length + output] * scale.slope(scaled);
      for (int column = 0; column < gradient.length; column++) {
        gradient[column] += weight * (rows.at(row, column) - known.at(k, column));
      }
    }
    return gradient;
  }

  @Override
  public void save(Path folder) {
    outline
        .file()
        .with("length", process.length())
        .with("power", scale.power())
        .with("rows", process.rows().count())
        .write(folder.resolve(ModelFile.NAME));
    double[] values = new double[process.rows().values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = process.rows().values()[i];
    }
    WeightFile.write(folder, values, weights, means, spreads, rowNoise);
  }

  static GaussianProcessModel open(Path folder) {
    ModelFile file = Outline.read(folder, GaussianProcessTrainer.NAME);
    Outline outline = Outline.of(file);
    int columns = outline.shape().columns();
    int outputs = outline.names().size();
    int known = (int) file.numbers("rows")[0];
    double[][] read =
        WeightFile.read(folder, known * columns, known * outputs, outputs, outputs, known + 1);
    float[] values = new float[read[0].length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) read[0][i];
    }
    return new GaussianProcessModel(
        outline,
        new GaussianProcess(new Rows(known, columns, values), file.numbers("length")[0]),
        new PowerScale(file.numbers("power")[0]),
        read[1],
        read[2],
        read[3],
        read[4]);
  }
}
