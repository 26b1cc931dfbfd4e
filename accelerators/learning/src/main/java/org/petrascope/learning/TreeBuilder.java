package org.petrascope.learning;

import java.util.Arrays;

/**
 * A tree being grown. Node 0 is the root; every split appends two nodes; every node ends as a split
 * or as a leaf. One thread uses it.
 */
public final class TreeBuilder {
  private static final int FIRST_CAPACITY = 64;

  private final int columns;
  private final int firstOutput;
  private final int width;
  private final int shift;
  private long[] nodes = new long[FIRST_CAPACITY];
  private float[] covers = new float[FIRST_CAPACITY];
  private float[] leafValues;
  private int size = 1;
  private int open = 1;
  private int leaves;

  /**
   * @param columns of a row
   * @param firstOutput the first of the outputs that the leaves add to
   * @param width to how many outputs they add
   */
  public TreeBuilder(int columns, int firstOutput, int width) {
    if (columns < 1 || firstOutput < 0 || width < 1) {
      throw new IllegalArgumentException(
          "a tree on %d columns that adds to %d outputs from output %d cannot be"
              .formatted(columns, width, firstOutput));
    }
    this.columns = columns;
    this.firstOutput = firstOutput;
    this.width = width;
    this.shift = DecisionTree.shift(columns);
    this.leafValues = new float[FIRST_CAPACITY * width];
  }

  int columns() {
    return columns;
  }

  int firstOutput() {
    return firstOutput;
  }

  int width() {
    return width;
  }

  /** Nodes so far. */
  public int size() {
    return size;
  }

  /** States the weight of the rows that come by a node, above 0. */
  public void cover(int node, double weight) {
    if (node < 0 || node >= size || !((float) weight > 0)) {
      throw new IllegalArgumentException(
          "node %d of %d has rows of weight %s, a weight is above 0".formatted(node, size, weight));
    }
    covers[node] = (float) weight;
  }

  /**
   * Makes an open node a split and returns its lower child, of the rows whose value is below the
   * threshold; the child of all other rows follows it.
   *
   * @throws LearningException when the tree has more nodes than it can hold
   */
  public int split(int node, int column, float threshold) {
    requireOpen(node);
    if (column < 0 || column >= columns || Float.isNaN(threshold)) {
      throw new IllegalArgumentException(
          "split of column %d at %s, a row has %d columns and thresholds are numbers"
              .formatted(column, threshold, columns));
    }
    int most = 1 << Math.min(30, shift);
    if (size + 2 > most) {
      throw new LearningException(
          "tree has more than %d nodes, the most on rows of %d columns: raise the number of rows of a leaf"
              .formatted(most, columns));
    }
    if (size + 2 > nodes.length) {
      nodes = Arrays.copyOf(nodes, nodes.length * 2);
      covers = Arrays.copyOf(covers, covers.length * 2);
    }
    int child = size;
    nodes[node] = node(DecisionTree.key(threshold) - 1, column, child);
    size += 2;
    open++;
    return child;
  }

  /**
   * Makes an open node a leaf that adds these values.
   *
   * @throws LearningException when the tree has more leaves than it can hold
   */
  public void leaf(int node, float... values) {
    requireOpen(node);
    if (values.length != width) {
      throw new IllegalArgumentException(
          "leaf has %d values, the tree adds to %d outputs".formatted(values.length, width));
    }
    if (leaves > DecisionTree.LEAVES_MAX) {
      throw new LearningException(
          "tree has more than %d leaves: raise the number of rows of a leaf"
              .formatted(DecisionTree.LEAVES_MAX));
    }
    if ((leaves + 1) * width > leafValues.length) {
      leafValues = Arrays.copyOf(leafValues, leafValues.length * 2);
    }
    nodes[node] = node(DecisionTree.LEAF_KEY + leaves, 0, node);
    System.arraycopy(values, 0, leafValues, leaves * width, width);
    leaves++;
    open--;
  }

  /** The tree, when no node is open any more; the builder is used up. */
  public DecisionTree build() {
    if (open != 0) {
      throw new IllegalStateException(
          "%d of %d nodes are neither split nor leaf".formatted(open, size));
    }
    for (int node = 0; node < size; node++) {
      if (covers[node] == 0) {
        throw new IllegalStateException(
            "node %d of %d has no weight of rows".formatted(node, size));
      }
    }
    return new DecisionTree(
        this,
        Arrays.copyOf(nodes, size),
        Arrays.copyOf(covers, size),
        Arrays.copyOf(leafValues, leaves * width));
  }

  // A split or a leaf is never 0: the child of a split is 1 or more, the key of a leaf is not 0.
  private void requireOpen(int node) {
    if (node < 0 || node >= size || nodes[node] != 0) {
      throw new IllegalArgumentException(
          "node %d of %d is not open: it is not there or was decided before".formatted(node, size));
    }
  }

  private long node(int key, int column, int child) {
    return (long) key << 32 | Integer.toUnsignedLong(column << shift | child);
  }
}
