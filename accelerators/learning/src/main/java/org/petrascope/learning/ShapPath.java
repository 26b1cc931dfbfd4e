package org.petrascope.learning;

/**
 * The way of one row through one tree with every subset of its columns at once. One thread uses it,
 * once.
 *
 * <p>A path has one element for every column that was asked on it, and a first one for none. Of
 * each element: the share of subsets without the column that go on (its zero fraction: share of the
 * covers), whether subsets with it do (its one fraction: 1 or 0), and the weight of the subsets
 * with as many columns as its place says. Paths of all depths lie one behind the other in the same
 * arrays; a path is copied when it goes down a level.
 */
final class ShapPath {
  private static final int NO_COLUMN = -1;

  private final DecisionTree tree;
  private final int offset;
  private final float[] row;
  private final double[] shares;
  private final int[] columns;
  private final double[] zeros;
  private final double[] ones;
  private final double[] weights;

  /**
   * @param offset of the output among those of the tree
   * @param shares of the columns, which are added to
   */
  ShapPath(DecisionTree tree, int offset, float[] row, double[] shares) {
    this.tree = tree;
    this.offset = offset;
    this.row = row;
    this.shares = shares;
    int depths = tree.deepest() + 2;
    int places = Math.multiplyExact(depths, depths + 1) / 2;
    this.columns = new int[places];
    this.zeros = new double[places];
    this.ones = new double[places];
    this.weights = new double[places];
  }

  void walk() {
    columns[0] = NO_COLUMN;
    zeros[0] = 1;
    ones[0] = 1;
    weights[0] = 1;
    descend(0, 0, 1);
  }

  // start, length: of the path of this node, the last split of it included.
  private void descend(int node, int start, int length) {
    if (tree.isLeaf(node)) {
      add(tree.leafValue(tree.leaf(node), offset), start, length);
      return;
    }
    int column = tree.column(node);
    int lower = tree.child(node);
    int hot = row[column] < tree.threshold(node) ? lower : lower + 1;
    int earlier = find(column, start, length);
    double zero = 1;
    double one = 1;
    int kept = length;
    if (earlier >= 0) {
      zero = zeros[earlier];
      one = ones[earlier];
      unwind(start, length, earlier - start);
      kept--;
    }
    for (int child = lower; child <= lower + 1; child++) {
      int next = start + length;
      copy(start, kept, next);
      columns[next + kept] = column;
      zeros[next + kept] = zero * tree.cover(child) / tree.cover(node);
      ones[next + kept] = child == hot ? one : 0;
      extend(next, kept);
      descend(child, next, kept + 1);
    }
  }

  private int find(int column, int start, int length) {
    for (int i = start + 1; i < start + length; i++) {
      if (columns[i] == column) {
        return i;
      }
    }
    return -1;
  }

  private void copy(int from, int length, int to) {
    System.arraycopy(columns, from, columns, to, length);
    System.arraycopy(zeros, from, zeros, to, length);
    System.arraycopy(ones, from, ones, to, length);
    System.arraycopy(weights, from, weights, to, length);
  }

  // Takes the element at this place, the last of the path, into the weights of the subsets.
  private void extend(int start, int place) {
    double zero = zeros[start + place];
    double one = ones[start + place];
    weights[start + place] = 0;
    for (int i = place - 1; i >= 0; i--) {
      double weight = weights[start + i] / (place + 1);
      weights[start + i + 1] += one * weight * (i + 1);
      weights[start + i] = zero * weight * (place - i);
    }
  }

  // Takes an element out of the path and of the weights again.
  private void unwind(int start, int length, int place) {
    int last = length - 1;
    double zero = zeros[start + place];
    double one = ones[start + place];
    double next = weights[start + last];
    for (int i = last - 1; i >= 0; i--) {
      if (one == 0) {
        weights[start + i] *= length / (zero * (last - i));
      } else {
        double before = weights[start + i];
        weights[start + i] = next * length / ((i + 1) * one);
        next = before - weights[start + i] * zero * (last - i) / length;
      }
    }
    int after = start + place + 1;
    System.arraycopy(columns, after, columns, after - 1, last - place);
    System.arraycopy(zeros, after, zeros, after - 1, last - place);
    System.arraycopy(ones, after, ones, after - 1, last - place);
  }

  private void add(double value, int start, int length) {
    for (int place = 1; place < length; place++) {
      double weight = weightWithout(start, length, place);
      shares[columns[start + place]] +=
          weight * (ones[start + place] - zeros[start + place]) * value;
    }
  }

  // The sum of the weights that unwinding the element would leave.
  private double weightWithout(int start, int length, int place) {
    int last = length - 1;
    double zero = zeros[start + place];
    double sum = 0;
    if (ones[start + place] == 0) {
      for (int i = 0; i < last; i++) {
        sum += weights[start + i] / (last - i);
      }
      return sum * length / zero;
    }
    double next = weights[start + last];
    for (int i = last - 1; i >= 0; i--) {
      double weight = next / (i + 1);
      sum += weight;
      next = weights[start + i] - weight * zero * (last - i);
    }
    return sum * length;
  }
}
