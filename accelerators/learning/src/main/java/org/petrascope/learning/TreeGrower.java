package org.petrascope.learning;

import java.util.SplittableRandom;

/**
 * Grows one extremely randomised tree (Geurts, Ernst and Wehenkel 2006,
 * doi:10.1007/s10994-006-6226-1): at every node some columns are drawn, for each of them a
 * threshold between the least and the largest value of the node's rows, and the split that leaves
 * the least variance, summed over the outputs, is taken; for classes that is the Gini impurity. All
 * rows grow every tree. One thread uses it, once.
 */
final class TreeGrower {
  private final GrowingRows data;
  private final int candidates;
  private final int leafRowsLeast;
  private final SplittableRandom random;
  private final TreeBuilder tree;

  /** The rows, those of a node side by side: of node n from {@code from[n]} to {@code to[n]}. */
  private final int[] order;

  private final int[] from;
  private final int[] to;
  private final int[] columns;
  private final int[] keys;
  private final int[] lower;
  private final double[] sums;
  private final double[] lowerSums;

  private int bestColumn;
  private float bestThreshold;

  /**
   * @param candidates columns to draw at every node, of those that vary there
   */
  TreeGrower(GrowingRows data, int candidates, int leafRowsLeast, long seed) {
    this.data = data;
    this.candidates = candidates;
    this.leafRowsLeast = leafRowsLeast;
    this.random = new SplittableRandom(seed);
    this.tree = new TreeBuilder(data.columns(), 0, data.outputs());
    this.order = counting(data.count());
    this.from = new int[2 * data.count()];
    this.to = new int[2 * data.count()];
    this.columns = counting(data.columns());
    this.keys = new int[data.count()];
    this.lower = new int[data.count()];
    this.sums = new double[data.outputs()];
    this.lowerSums = new double[data.outputs()];
  }

  private static int[] counting(int count) {
    int[] numbers = new int[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = i;
    }
    return numbers;
  }

  /**
   * @param share by which every leaf is multiplied, one over the number of trees
   */
  DecisionTree grow(double share) {
    to[0] = data.count();
    for (int node = 0; node < tree.size(); node++) {
      int start = from[node];
      int end = to[node];
      double weight = data.sum(order, start, end, sums);
      tree.cover(node, weight);
      boolean mayBeSplit = end - start >= 2 * leafRowsLeast && !data.areAlike(order, start, end);
      if (mayBeSplit && search(start, end, weight)) {
        int middle = part(start, end);
        int child = tree.split(node, bestColumn, bestThreshold);
        from[child] = start;
        to[child] = middle;
        from[child + 1] = middle;
        to[child + 1] = end;
      } else {
        float[] values = new float[sums.length];
        for (int output = 0; output < sums.length; output++) {
          values[output] = (float) (sums[output] / weight * share);
        }
        tree.leaf(node, values);
      }
    }
    return tree.build();
  }

  /** Finds the best of the drawn splits; false where there is none. */
  private boolean search(int start, int end, double weight) {
    double best = Double.NEGATIVE_INFINITY;
    int tried = 0;
    for (int drawn = 0; drawn < columns.length && tried < candidates; drawn++) {
      int column = draw(drawn);
      int[] columnKeys = data.keys(column);
      int least = Integer.MAX_VALUE;
      int largest = Integer.MIN_VALUE;
      for (int i = start; i < end; i++) {
        int key = columnKeys[order[i]];
        keys[i] = key;
        least = Math.min(least, key);
        largest = Math.max(largest, key);
      }
      if (least < largest) {
        tried++;
        float threshold = threshold(DecisionTree.value(least), DecisionTree.value(largest));
        double gain = gain(start, end, DecisionTree.key(threshold), weight);
        if (gain > best) {
          best = gain;
          bestColumn = column;
          bestThreshold = threshold;
        }
      }
    }
    return best > Double.NEGATIVE_INFINITY;
  }

  /** The next of the columns in random order; those before it were drawn before. */
  private int draw(int drawn) {
    int chosen = random.nextInt(drawn, columns.length);
    int column = columns[chosen];
    columns[chosen] = columns[drawn];
    columns[drawn] = column;
    return column;
  }

  /** Above the least value and at most the largest, so that both sides get rows. */
  private float threshold(float least, float largest) {
    float threshold = (float) (least + random.nextDouble() * ((double) largest - least));
    return threshold > least && threshold <= largest ? threshold : largest;
  }

  // The part of the variance that the split explains, but for a constant: sum over outputs of
  // L^2 / weight of L + R^2 / weight of R, L and R the sums of the two sides. Minus infinity where
  // one of them has too few rows.
  private double gain(int start, int end, int threshold, double weight) {
    int count = 0;
    for (int i = start; i < end; i++) {
      lower[count] = order[i];
      count += (int) (((long) keys[i] - threshold) >>> 63);
    }
    if (count < leafRowsLeast || end - start - count < leafRowsLeast) {
      return Double.NEGATIVE_INFINITY;
    }
    double lowerWeight = data.sum(lower, 0, count, lowerSums);
    double lowerSquares = 0;
    double upperSquares = 0;
    for (int output = 0; output < sums.length; output++) {
      double upper = sums[output] - lowerSums[output];
      lowerSquares += lowerSums[output] * lowerSums[output];
      upperSquares += upper * upper;
    }
    return lowerSquares / lowerWeight + upperSquares / (weight - lowerWeight);
  }

  /** Brings the rows below the best threshold before the others and returns where these begin. */
  private int part(int start, int end) {
    int[] columnKeys = data.keys(bestColumn);
    int threshold = DecisionTree.key(bestThreshold);
    int middle = start;
    int above = 0;
    for (int i = start; i < end; i++) {
      int row = order[i];
      if (columnKeys[row] < threshold) {
        order[middle++] = row;
      } else {
        lower[above++] = row;
      }
    }
    System.arraycopy(lower, 0, order, middle, above);
    return middle;
  }
}
