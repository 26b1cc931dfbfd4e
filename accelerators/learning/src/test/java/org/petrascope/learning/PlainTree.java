package org.petrascope.learning;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;

/** A tree as a book would draw it: the reference for everything that is faster. */
sealed interface PlainTree {
  double cover();

  /** A row goes to the lower tree where its value is below the threshold. */
  record Split(int column, float threshold, PlainTree lower, PlainTree upper) implements PlainTree {
    @Override
    public double cover() {
      return lower.cover() + upper.cover();
    }
  }

  /** Adds as many values as the tree has outputs. */
  @SuppressWarnings("ArrayRecordComponent")
  record Leaf(double cover, float... values) implements PlainTree {}

  static float[] leaf(PlainTree tree, float[] row) {
    PlainTree at = tree;
    while (at instanceof Split split) {
      at = row[split.column] < split.threshold ? split.lower : split.upper;
    }
    return ((Leaf) at).values;
  }

  /**
   * A tree of random shape whose thresholds are among few values, so that rows meet them exactly.
   */
  static PlainTree random(SplittableRandom random, int columns, int width, int depth) {
    if (depth == 0 || random.nextInt(6) == 0) {
      float[] values = new float[width];
      for (int k = 0; k < width; k++) {
        values[k] = (float) random.nextDouble(-1, 1);
      }
      return new Leaf(1 + random.nextInt(5), values);
    }
    return new Split(
        random.nextInt(columns),
        value(random),
        random(random, columns, width, depth - 1),
        random(random, columns, width, depth - 1));
  }

  /** One of a few values, zeros of both signs and the infinities among them. */
  static float value(SplittableRandom random) {
    float[] values = {
      Float.NEGATIVE_INFINITY,
      -2.5f,
      -1,
      -0.0f,
      0.0f,
      Float.MIN_VALUE,
      0.5f,
      1,
      3e38f,
      Float.POSITIVE_INFINITY
    };
    return values[random.nextInt(values.length)];
  }

  static DecisionTree flat(PlainTree tree, TreeBuilder builder) {
    Deque<PlainTree> open = new ArrayDeque<>();
    open.add(tree);
    for (int node = 0; !open.isEmpty(); node++) {
      PlainTree at = open.remove();
      builder.cover(node, at.cover());
      switch (at) {
        case Split split -> {
          builder.split(node, split.column, split.threshold);
          open.add(split.lower);
          open.add(split.upper);
        }
        case Leaf leaf -> builder.leaf(node, leaf.values);
      }
    }
    return builder.build();
  }
}
