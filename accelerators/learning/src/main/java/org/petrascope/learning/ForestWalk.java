package org.petrascope.learning;

import java.util.Arrays;

/**
 * Rows on their way through the trees of a forest. It owns its scratch: one thread uses it, for one
 * batch.
 *
 * <p>A tile of rows goes through one tree after the other, all of its rows one level at a time: the
 * rows do not wait for each other's memory, and the tree and the tile stay in the cache. Down to
 * the depth where about half of the rows have come to their leaf all of them move; below it only
 * those that are still on their way.
 */
final class ForestWalk {
  private static final int ROWS_MOST = 128;
  private static final int ROWS_LEAST = 16;

  /** Keys of a tile that fit the second cache beside the nodes of a tree. */
  private static final int KEYS_MOST = 32_768;

  private static final int LEVELS_BETWEEN_SORTING = 2;

  private final DecisionTree[] trees;
  private final float[] base;
  private final int columns;
  private final int shift;
  private final int rows;
  private final int[] keys;
  private final boolean[] whole;
  private final long[] at;
  private final int[] moving;

  ForestWalk(DecisionTree[] trees, float[] base, int columns) {
    this.trees = trees;
    this.base = base;
    this.columns = columns;
    this.shift = DecisionTree.shift(columns);
    this.rows = Math.clamp(KEYS_MOST / columns, ROWS_LEAST, ROWS_MOST);
    this.keys = new int[rows * columns];
    this.whole = new boolean[rows];
    this.at = new long[rows];
    this.moving = new int[rows];
  }

  // out[row][o] = base[o] + sum over trees, in their order and in float32, of the leaf's value; NaN
  // throughout for a row with a NaN. in: [rows][columns]; out: [rows][outputs].
  void predict(float[] in, int from, int to, float[] out) {
    int outputs = base.length;
    for (int first = from; first < to; first += rows) {
      int count = Math.min(rows, to - first);
      for (int r = 0; r < count; r++) {
        whole[r] = keys(in, (first + r) * columns, keys, r * columns, columns);
        System.arraycopy(base, 0, out, (first + r) * outputs, outputs);
      }
      for (DecisionTree tree : trees) {
        walk(tree, count);
        add(tree, count, out, first * outputs + tree.firstOutput());
      }
      for (int r = 0; r < count; r++) {
        if (!whole[r]) {
          Arrays.fill(out, (first + r) * outputs, (first + r + 1) * outputs, Float.NaN);
        }
      }
    }
  }

  private void walk(DecisionTree tree, int count) {
    long[] nodes = tree.nodes();
    boolean even = tree.deepest() - tree.mostAreDoneAt() <= LEVELS_BETWEEN_SORTING;
    int together = even ? tree.deepest() : tree.mostAreDoneAt();
    moveFromRoot(nodes, count);
    for (int level = 1; level < together; level++) {
      moveAll(nodes, count);
    }
    if (!even) {
      for (int r = 0; r < count; r++) {
        moving[r] = r;
      }
      int left = stillMoving(count);
      while (left > 0) {
        for (int level = 0; level < LEVELS_BETWEEN_SORTING; level++) {
          moveSome(nodes, left);
        }
        left = stillMoving(left);
      }
    }
  }

  // All rows ask the same column and come to one of two nodes.
  private void moveFromRoot(long[] nodes, int count) {
    long root = nodes[0];
    int child = (int) root & ((1 << shift) - 1);
    long lower = nodes[child];
    long either = lower ^ nodes[Math.min(child + 1, nodes.length - 1)];
    int place = (int) root >>> shift;
    for (int r = 0; r < count; r++) {
      long above = ((root >> 32) - keys[place]) >> 63;
      at[r] = lower ^ (either & above);
      place += columns;
    }
  }

  // One level down: to the lower child unless the key is above that of the node, then to the next.
  // The sign of a difference of two ints as longs is that decision.
  private void moveAll(long[] nodes, int count) {
    int childBits = (1 << shift) - 1;
    int start = 0;
    for (int r = 0; r < count; r++) {
      long node = at[r];
      int link = (int) node;
      long above = ((node >> 32) - keys[start + (link >>> shift)]) >>> 63;
      at[r] = nodes[(link & childBits) + (int) above];
      start += columns;
    }
  }

  private void moveSome(long[] nodes, int count) {
    int childBits = (1 << shift) - 1;
    for (int i = 0; i < count; i++) {
      int r = moving[i];
      long node = at[r];
      int link = (int) node;
      long above = ((node >> 32) - keys[r * columns + (link >>> shift)]) >>> 63;
      at[r] = nodes[(link & childBits) + (int) above];
    }
  }

  /** Keeps those of the first rows on their way that have not come to their leaf. */
  private int stillMoving(int count) {
    int left = 0;
    for (int i = 0; i < count; i++) {
      int r = moving[i];
      moving[left] = r;
      left += (int) (((at[r] >> 32) - DecisionTree.LEAF_KEY) >>> 63);
    }
    return left;
  }

  private void add(DecisionTree tree, int count, float[] out, int start) {
    float[] values = tree.leafValues();
    int width = tree.width();
    int outputs = base.length;
    for (int k = 0; k < width; k++) {
      int place = start + k;
      for (int r = 0; r < count; r++) {
        int leaf = (int) (at[r] >> 32) - DecisionTree.LEAF_KEY;
        out[place] += values[leaf * width + k];
        place += outputs;
      }
    }
  }

  // keys[to + i] = key of in[from + i], kept between those of the infinities. Returns whether no
  // value is NaN.
  private static boolean keys(float[] in, int from, int[] keys, int to, int count) {
    int nan = 0;
    for (int i = 0; i < count; i++) {
      int bits = Float.floatToRawIntBits(in[from + i] + 0f);
      nan |= DecisionTree.LEAF_KEY - (bits & Integer.MAX_VALUE);
      int key = bits ^ (bits >> 31 & Integer.MAX_VALUE);
      keys[to + i] = Math.min(Math.max(key, DecisionTree.LOWEST_KEY), DecisionTree.LEAF_KEY);
    }
    return nan >= 0;
  }
}
