package org.petrascope.learning;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What trees are grown from: keys of the values, column after column, and what every row adds to
 * the outputs: its fractions, or its weight to its class. Immutable once made; shared by the
 * threads that grow.
 */
final class GrowingRows {
  private final int count;
  private final int outputs;
  private final int[][] keys;
  private final float[][] fractions;
  private final int[] labels;
  private final double[] weights;

  private GrowingRows(Rows rows, int outputs, float[][] fractions, int[] labels, double[] weights) {
    this.count = rows.count();
    this.outputs = outputs;
    this.fractions = fractions;
    this.labels = labels;
    this.weights = weights;
    this.keys = new int[rows.columns()][count];
    for (int row = 0; row < count; row++) {
      for (int column = 0; column < keys.length; column++) {
        keys[column][row] = DecisionTree.key(rows.at(row, column));
      }
    }
  }

  static GrowingRows of(KnownRows known) {
    Rows rows = known.data().rows();
    int outputs = known.data().target().names().size();
    return switch (known.data().target()) {
      case Compositions compositions ->
          new GrowingRows(
              rows, outputs, turned(compositions.fractions()), new int[0], new double[0]);
      case Labels labels -> {
        int[] ofRows = IntStream.range(0, labels.count()).map(labels::label).toArray();
        double[] weights = IntStream.range(0, labels.count()).mapToDouble(known::weight).toArray();
        yield new GrowingRows(rows, outputs, new float[0][], ofRows, weights);
      }
    };
  }

  private static float[][] turned(Rows rows) {
    float[][] turned = new float[rows.columns()][rows.count()];
    for (int row = 0; row < rows.count(); row++) {
      for (int column = 0; column < turned.length; column++) {
        turned[column][row] = rows.at(row, column);
      }
    }
    return turned;
  }

  int count() {
    return count;
  }

  int columns() {
    return keys.length;
  }

  int outputs() {
    return outputs;
  }

  /** Keys of a column, [row]; to be read only. */
  int[] keys(int column) {
    return keys[column];
  }

  // sums[o] = sum of what the rows chosen[from .. to) add to output o. Returns their weight.
  double sum(int[] chosen, int from, int to, double[] sums) {
    if (fractions.length > 0) {
      for (int output = 0; output < outputs; output++) {
        sums[output] = sum(fractions[output], chosen, from, to);
      }
      return to - from;
    }
    Arrays.fill(sums, 0);
    double weight = 0;
    for (int i = from; i < to; i++) {
      int row = chosen[i];
      sums[labels[row]] += weights[row];
      weight += weights[row];
    }
    return weight;
  }

  // Four sums side by side: one alone would wait for itself at every step.
  private static double sum(float[] values, int[] chosen, int from, int to) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = from;
    for (; i + 3 < to; i += 4) {
      a += values[chosen[i]];
      b += values[chosen[i + 1]];
      c += values[chosen[i + 2]];
      d += values[chosen[i + 3]];
    }
    for (; i < to; i++) {
      a += values[chosen[i]];
    }
    return a + b + (c + d);
  }

  /** Whether the rows chosen[from .. to) are of one class or composition. */
  boolean areAlike(int[] chosen, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      if (fractions.length == 0 && labels[chosen[i]] != labels[chosen[from]]) {
        return false;
      }
      for (float[] output : fractions) {
        if (output[chosen[i]] != output[chosen[from]]) {
          return false;
        }
      }
    }
    return true;
  }
}
