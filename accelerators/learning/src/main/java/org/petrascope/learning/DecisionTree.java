package org.petrascope.learning;

/**
 * One tree of a forest, eight bytes a node. A node sends a row to its lower child where the row's
 * value is below the threshold, and to the child after that where it is not. Immutable.
 *
 * <p>A node is a long. Its upper half is the {@link #key} of the threshold less one; its lower half
 * has the column in the upper bits, as many as the columns need, and the lower child in the rest. A
 * leaf is its own child and keeps its number in a key that no value exceeds: a row that has come to
 * its leaf stays there however often it is moved on, so that many rows move in step without a
 * branch.
 */
public final class DecisionTree {
  /** The key of positive infinity. Leaf number n has this key plus n. */
  static final int LEAF_KEY = 0x7f800000;

  static final int LEAVES_MAX = Integer.MAX_VALUE - LEAF_KEY;

  static final int LOWEST_KEY = key(Float.NEGATIVE_INFINITY);

  private final int columns;
  private final int firstOutput;
  private final int width;
  private final long[] nodes;
  private final float[] covers;
  private final float[] leafValues;
  private final int deepest;
  private final int mostAreDoneAt;

  /** Called by the builder, which has checked everything and gives its arrays away. */
  DecisionTree(TreeBuilder built, long[] nodes, float[] covers, float[] leafValues) {
    this.columns = built.columns();
    this.firstOutput = built.firstOutput();
    this.width = built.width();
    this.nodes = nodes;
    this.covers = covers;
    this.leafValues = leafValues;
    int[] depth = new int[nodes.length];
    int most = 0;
    double sum = 0;
    for (int node = 0; node < nodes.length; node++) {
      if (isLeaf(node)) {
        most = Math.max(most, depth[node]);
        sum += covers[node] * (double) depth[node];
      } else {
        depth[child(node)] = depth[node] + 1;
        depth[child(node) + 1] = depth[node] + 1;
      }
    }
    this.deepest = most;
    this.mostAreDoneAt = (int) Math.min(most, Math.floor(sum / covers[0]));
  }

  /** A whole number that rises with the value; zeros of either sign share one. */
  static int key(float value) {
    int bits = Float.floatToRawIntBits(value + 0f);
    return bits ^ (bits >> 31 & Integer.MAX_VALUE);
  }

  /** The value of a key. */
  static float value(int key) {
    return Float.intBitsToFloat(key ^ (key >> 31 & Integer.MAX_VALUE));
  }

  /** How far the column is shifted in the lower half of a node. */
  static int shift(int columns) {
    return Integer.numberOfLeadingZeros(Math.max(1, columns - 1));
  }

  int columns() {
    return columns;
  }

  /** The first of the outputs that its leaves add to. */
  int firstOutput() {
    return firstOutput;
  }

  /** To how many outputs its leaves add. */
  int width() {
    return width;
  }

  int size() {
    return nodes.length;
  }

  int leafCount() {
    return leafValues.length / width;
  }

  /** Splits between the root and the deepest leaf. */
  int deepest() {
    return deepest;
  }

  /** The depth at which about half of the rows have come to their leaf. */
  int mostAreDoneAt() {
    return mostAreDoneAt;
  }

  boolean isLeaf(int node) {
    return (int) (nodes[node] >> 32) >= LEAF_KEY;
  }

  int column(int node) {
    return (int) nodes[node] >>> shift(columns);
  }

  float threshold(int node) {
    return value((int) (nodes[node] >> 32) + 1);
  }

  /** The child of values below the threshold; the other follows it. */
  int child(int node) {
    return (int) nodes[node] & ((1 << shift(columns)) - 1);
  }

  int leaf(int node) {
    return (int) (nodes[node] >> 32) - LEAF_KEY;
  }

  /** The weight of the rows it was grown from that came by. */
  float cover(int node) {
    return covers[node];
  }

  /** What a leaf adds to the first output plus an offset. */
  float leafValue(int leaf, int offset) {
    return leafValues[leaf * width + offset];
  }

  /** {@code [nodes]}, to be read only. */
  long[] nodes() {
    return nodes;
  }

  /** {@code [leaves][width]}, to be read only. */
  float[] leafValues() {
    return leafValues;
  }
}
