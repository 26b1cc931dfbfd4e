package org.petrascope.learning;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The rows whose class or composition is known, and how much each counts. Immutable. */
public final class KnownRows {
  private final Dataset data;
  private final double[] weights;

  private KnownRows(Dataset data, double[] weights) {
    this.data = data;
    this.weights = weights;
  }

  /**
   * Leaves out rows of unknown class and weighs the others.
   *
   * @throws LearningException when no row is left, or one has a value that is no number
   */
  public static KnownRows of(Dataset data, TrainingPlan.ClassBalance balance) {
    int[] known = IntStream.range(0, data.size()).toArray();
    if (data.target() instanceof Labels labels) {
      known = Arrays.stream(known).filter(labels::isKnown).toArray();
    }
    if (known.length == 0) {
      throw new LearningException(
          "none of %d rows is known: give some of them a class or a composition"
              .formatted(data.size()));
    }
    requireNumbers(data.rows(), "value");
    if (data.target() instanceof Compositions compositions) {
      requireNumbers(compositions.fractions(), "fraction");
    }
    Dataset kept = data.select(known);
    return new KnownRows(kept, weights(kept.target(), balance));
  }

  private static void requireNumbers(Rows rows, String what) {
    float[] values = rows.values();
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new LearningException(
            "row %d has the %s %s in column %d, it must be a number: leave the row out or measure it again"
                .formatted(i / rows.columns() + 1, what, values[i], i % rows.columns() + 1));
      }
    }
  }

  private static double[] weights(Target target, TrainingPlan.ClassBalance balance) {
    double[] weights = new double[target.count()];
    Arrays.fill(weights, 1);
    if (target instanceof Labels labels && balance != TrainingPlan.ClassBalance.NONE) {
      int[] sizes = new int[labels.names().size()];
      IntStream.range(0, labels.count()).forEach(row -> sizes[labels.label(row)]++);
      long present = Arrays.stream(sizes).filter(size -> size > 0).count();
      for (int row = 0; row < weights.length; row++) {
        weights[row] = labels.count() / ((double) present * sizes[labels.label(row)]);
      }
    }
    return weights;
  }

  public Dataset data() {
    return data;
  }

  /** How much a row counts; 1 on average. */
  public double weight(int row) {
    return weights[row];
  }

  /** These rows in this order, with the weights they have here. */
  public KnownRows select(int... rows) {
    return new KnownRows(
        data.select(rows), Arrays.stream(rows).mapToDouble(row -> weights[row]).toArray());
  }
}
