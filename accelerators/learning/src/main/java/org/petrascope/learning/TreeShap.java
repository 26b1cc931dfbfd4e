package org.petrascope.learning;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Exact Shapley values of the columns of a row for one output of a forest, path dependent: a column
 * that is left out sends a row to both children, as the rows did that the tree was grown from
 * (Lundberg et al. 2020, doi:10.1038/s42256-019-0138-9, algorithm 2). They and the forest's
 * expectation sum to its prediction. In float64.
 */
public final class TreeShap {
  private static final int ROWS_PER_PART = 8;

  private TreeShap() {}

  /**
   * What every column of every row adds to the output, [row][column], on all cores; NaN throughout
   * for a row with a NaN.
   */
  public static Rows contributions(FlatForest forest, Rows rows, int output) {
    if (rows.columns() != forest.columns() || output < 0 || output >= forest.outputs()) {
      throw new IllegalArgumentException(
          "%s and output %d do not fit a forest of %d columns and %d outputs"
              .formatted(rows, output, forest.columns(), forest.outputs()));
    }
    float[] out = new float[rows.values().length];
    IntStream.range(0, Math.ceilDiv(rows.count(), ROWS_PER_PART))
        .parallel()
        .forEach(
            part -> {
              int to = Math.min(rows.count(), (part + 1) * ROWS_PER_PART);
              for (int row = part * ROWS_PER_PART; row < to; row++) {
                explain(forest, rows, row, output, out);
              }
            });
    return new Rows(rows.count(), rows.columns(), out);
  }

  private static void explain(FlatForest forest, Rows rows, int row, int output, float[] out) {
    int start = row * rows.columns();
    for (int column = 0; column < rows.columns(); column++) {
      if (Float.isNaN(rows.at(row, column))) {
        Arrays.fill(out, start, start + rows.columns(), Float.NaN);
        return;
      }
    }
    double[] shares = new double[rows.columns()];
    for (int i = 0; i < forest.treeCount(); i++) {
      DecisionTree tree = forest.tree(i);
      int offset = output - tree.firstOutput();
      if (offset >= 0 && offset < tree.width()) {
        new ShapPath(tree, offset, rows.row(row), shares).walk();
      }
    }
    for (int column = 0; column < shares.length; column++) {
      out[start + column] = (float) shares[column];
    }
  }
}
