package org.petrascope.learning;

import java.util.List;

/**
 * Trees whose leaves are added up: what forests of averaged trees and boosted trees have in common.
 * Immutable; may be used by many threads.
 */
public final class FlatForest {
  private static final int ROWS_PER_PART = 512;

  private final int columns;
  private final float[] base;
  private final DecisionTree[] trees;

  /**
   * @param columns of a row
   * @param base what every output starts from
   */
  public FlatForest(int columns, float[] base, List<DecisionTree> trees) {
    this.columns = columns;
    this.base = base.clone();
    this.trees = trees.toArray(DecisionTree[]::new);
    for (DecisionTree tree : trees) {
      if (tree.columns() != columns || tree.firstOutput() + tree.width() > base.length) {
        throw new IllegalArgumentException(
            "tree on %d columns adds to outputs %d to %d, the forest has %d columns and %d outputs"
                .formatted(
                    tree.columns(),
                    tree.firstOutput(),
                    tree.firstOutput() + tree.width() - 1,
                    columns,
                    base.length));
      }
    }
  }

  public int columns() {
    return columns;
  }

  public int outputs() {
    return base.length;
  }

  public int treeCount() {
    return trees.length;
  }

  DecisionTree tree(int index) {
    return trees[index];
  }

  float base(int output) {
    return base[output];
  }

  /** Sums of the leaves of every row, [row][output], on all cores. */
  public Rows predict(Rows rows) {
    float[] out = new float[Math.multiplyExact(rows.count(), base.length)];
    RowParts.inParallel(rows.count(), ROWS_PER_PART, (from, to) -> predict(rows, from, to, out));
    return new Rows(rows.count(), base.length, out);
  }

  /**
   * Sums of the leaves of some rows, on this thread.
   *
   * @param out [row][output] of all rows; NaN throughout for a row with a NaN
   */
  public void predict(Rows rows, int from, int to, float[] out) {
    if (rows.columns() != columns
        || from < 0
        || from > to
        || to > rows.count()
        || out.length != (long) rows.count() * base.length) {
      throw new IllegalArgumentException(
          "%s, rows %d to %d of them, do not fit %d columns and %d values of %d outputs"
              .formatted(rows, from, to, columns, out.length, base.length));
    }
    new ForestWalk(trees, base, columns).predict(rows.values(), from, to, out);
  }

  /** The mean of an output over the rows the trees were grown from. */
  public double expectation(int output) {
    double sum = base[output];
    for (DecisionTree tree : trees) {
      int offset = output - tree.firstOutput();
      for (int node = 0; offset >= 0 && offset < tree.width() && node < tree.size(); node++) {
        if (tree.isLeaf(node)) {
          sum +=
              tree.leafValue(tree.leaf(node), offset) * (tree.cover(node) / (double) tree.cover(0));
        }
      }
    }
    return sum;
  }
}
