package org.petrascope.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.petrascope.learning.DecisionTree;
import org.petrascope.learning.FlatForest;
import org.petrascope.learning.TreeBuilder;

/**
 * The trees that the Python side grew. Its files hold float32 throughout, in which whole numbers up
 * to 16 million are exact: nodes of every tree, and one value or more of every node.
 */
final class SharedForest {
  private final float[] sizes;
  private final float[] lower;
  private final float[] upper;
  private final float[] columns;
  private final float[] thresholds;
  private final float[] covers;
  private final float[] values;
  private final int outputs;

  private SharedForest(Path folder, int outputs) throws IOException {
    this.sizes = Workload.read(folder.resolve("trees-sizes"));
    this.lower = Workload.read(folder.resolve("trees-lower"));
    this.upper = Workload.read(folder.resolve("trees-upper"));
    this.columns = Workload.read(folder.resolve("trees-columns"));
    this.thresholds = Workload.read(folder.resolve("trees-thresholds"));
    this.covers = Workload.read(folder.resolve("trees-covers"));
    this.values = Workload.read(folder.resolve("trees-values"));
    this.outputs = outputs;
  }

  static FlatForest read(Path folder, int columns, int outputs) throws IOException {
    var file = new SharedForest(folder, outputs);
    List<DecisionTree> trees = new ArrayList<>();
    int first = 0;
    for (float size : file.sizes) {
      trees.add(file.tree(first, new TreeBuilder(columns, 0, outputs)));
      first += (int) size;
    }
    return new FlatForest(columns, new float[outputs], trees);
  }

  // Ours stand in the order in which they are split; a leaf has no child, which they write as -1.
  private DecisionTree tree(int first, TreeBuilder builder) {
    int[] theirs = {first};
    for (int node = 0; node < builder.size(); node++) {
      int from = theirs[node];
      builder.cover(node, covers[from]);
      if (lower[from] < 0) {
        builder.leaf(node, Arrays.copyOfRange(values, from * outputs, (from + 1) * outputs));
      } else {
        int child = builder.split(node, (int) columns[from], thresholds[from]);
        theirs = Arrays.copyOf(theirs, child + 2);
        theirs[child] = first + (int) lower[from];
        theirs[child + 1] = first + (int) upper[from];
      }
    }
    return builder.build();
  }
}
