package org.petrascope.learning;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.petrascope.kernels.DenseMatrix;
import org.petrascope.kernels.Simplex;

/**
 * A model whose every output is a sum of columns times coefficients, and an offset: what ridge and
 * partial least squares end as. Immutable; may be used by many threads.
 *
 * <p>Probabilities of classes are the outputs brought to the nearest point where they are not
 * negative and sum to one: least squares on a class that is 1 or 0 already estimates its
 * probability, which a softmax of numbers between 0 and 1 would flatten.
 */
public final class LinearModel implements Model {
  /** Enough for the scratch that a part needs to cost nothing. */
  private static final int ROWS_PER_PART = 4096;

  private final Outline outline;
  private final double[] weights;
  private final double[] offsets;
  private final double[] means;
  private final double[] importance;
  private final DenseMatrix matrix;

  LinearModel(
      Outline outline, double[] weights, double[] offsets, double[] means, double... importance) {
    this.outline = outline;
    this.weights = weights;
    this.offsets = offsets;
    this.means = means;
    this.importance = importance;
    this.matrix = new DenseMatrix(weights, outline.shape().columns(), offsets);
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

  /** What an output gains per unit of a column. */
  public double coefficient(int output, int column) {
    return weights[output * means.length + column];
  }

  /** What an output is for a row of zeros. */
  public double offset(int output) {
    return offsets[output];
  }

  /**
   * How much every column mattered for the projection (variable importance, Chong and Jun 2005,
   * doi:10.1016/j.chemolab.2004.12.011; 1 on root mean square), where the kind knows it.
   */
  public Optional<double[]> importance() {
    return importance.length == 0 ? Optional.empty() : Optional.of(importance.clone());
  }

  @Override
  public Optional<Rows> columnImportance() {
    if (importance.length == 0) {
      return Optional.empty();
    }
    float[] row = new float[importance.length];
    for (int column = 0; column < row.length; column++) {
      row[column] = (float) importance[column];
    }
    return Optional.of(new Rows(1, row.length, row));
  }

  /** The sum of this model and another of the same rows and outputs. */
  LinearModel plus(LinearModel other) {
    double[] sumOfWeights = weights.clone();
    double[] sumOfOffsets = offsets.clone();
    for (int i = 0; i < weights.length; i++) {
      sumOfWeights[i] += other.weights[i];
    }
    for (int i = 0; i < offsets.length; i++) {
      sumOfOffsets[i] += other.offsets[i];
    }
    return new LinearModel(outline, sumOfWeights, sumOfOffsets, means, importance);
  }

  @Override
  public Rows predict(Rows rows) {
    return answers(rows, outline.classes());
  }

  /** The outputs as summed, before they become probabilities. */
  Rows sums(Rows rows) {
    return answers(rows, false);
  }

  private Rows answers(Rows rows, boolean closed) {
    outline.requireColumns(rows);
    int outputs = names().size();
    float[] answers = new float[Math.multiplyExact(rows.count(), outputs)];
    RowParts.inParallel(
        rows.count(),
        ROWS_PER_PART,
        (from, to) -> {
          matrix.apply(rows.values(), from, to, answers);
          if (closed) {
            Simplex.close(answers, outputs, from, to);
          }
        });
    return new Rows(rows.count(), outputs, answers);
  }

  /** Coefficient times deviation from the training mean; they sum to the output less its mean. */
  @Override
  public Optional<Rows> contributions(Rows rows, int output) {
    outline.requireColumns(rows);
    outline.requireOutput(output);
    int columns = rows.columns();
    float[] shares = new float[rows.values().length];
    for (int i = 0; i < shares.length; i++) {
      int column = i % columns;
      shares[i] = (float) (weights[output * columns + column] * (rows.values()[i] - means[column]));
    }
    return Optional.of(new Rows(rows.count(), columns, shares));
  }

  @Override
  public void save(Path folder) {
    outline
        .file()
        .with("importanceValues", importance.length)
        .write(folder.resolve(ModelFile.NAME));
    WeightFile.write(folder, weights, offsets, means, importance);
  }

  static LinearModel open(Path folder, String kind) {
    ModelFile file = Outline.read(folder, kind);
    Outline outline = Outline.of(file);
    int columns = outline.shape().columns();
    int outputs = outline.names().size();
    int important = (int) file.numbers("importanceValues")[0];
    double[][] read = WeightFile.read(folder, outputs * columns, outputs, columns, important);
    return new LinearModel(outline, read[0], read[1], read[2], read[3]);
  }
}
