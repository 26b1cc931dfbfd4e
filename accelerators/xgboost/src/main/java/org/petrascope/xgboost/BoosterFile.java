package org.petrascope.xgboost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.petrascope.learning.DecisionTree;
import org.petrascope.learning.FlatForest;
import org.petrascope.learning.LearningException;
import org.petrascope.learning.TreeBuilder;

/**
 * A booster in the library's own JSON (XGBoost documentation, "Introduction to Model IO"), which
 * any XGBoost reads, and the forest it says. Immutable.
 */
final class BoosterFile {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int NO_CHILD = -1;

  private final byte[] json;

  private BoosterFile(byte[] json) {
    this.json = json;
  }

  static BoosterFile of(Booster booster) {
    try {
      return new BoosterFile(booster.toByteArray("json"));
    } catch (XGBoostError e) {
      throw NativeLibrary.failure("it gave its trees", e);
    }
  }

  static BoosterFile read(Path file) {
    try {
      return new BoosterFile(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new LearningException(
          "%s cannot be read (%s): restore the folder or train again"
              .formatted(file, e.getClass().getSimpleName()),
          e);
    }
  }

  void write(Path file) {
    try {
      Files.write(file, json);
    } catch (IOException e) {
      throw new LearningException(
          "%s cannot be written (%s): free the disk or choose another folder"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /** The library's booster; whoever asks disposes of it. */
  Booster booster() {
    try {
      return XGBoost.loadModel(json);
    } catch (XGBoostError e) {
      throw NativeLibrary.failure("it read a booster", e);
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory cannot fail to be read", e);
    }
  }

  /**
   * The sums of its trees, the margins, as our forest.
   *
   * @param source names it in messages
   * @throws LearningException when it is not whole, or holds what our forest does not
   */
  FlatForest forest(String source) {
    JsonNode learner;
    try {
      learner = JSON.readTree(json).path("learner");
    } catch (IOException e) {
      throw new LearningException(
          "%s is no JSON of XGBoost, it was cut or changed: restore the folder or train again"
              .formatted(source),
          e);
    }
    try {
      return forest(learner);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new LearningException(
          "%s holds a booster that cannot be walked (%s): restore the folder or train again"
              .formatted(source, e.getMessage()),
          e);
    }
  }

  private static FlatForest forest(JsonNode learner) {
    JsonNode parameters = required(learner, "learner_model_param");
    int columns = required(parameters, "num_feature").asInt();
    int outputs =
        Math.max(
            required(parameters, "num_class").asInt(), required(parameters, "num_target").asInt());
    float[] base = new float[outputs];
    Arrays.fill(base, Float.parseFloat(required(parameters, "base_score").asText()));
    JsonNode model = required(required(learner, "gradient_booster"), "model");
    JsonNode trees = required(model, "trees");
    JsonNode outputOf = required(model, "tree_info");
    List<DecisionTree> flat = new ArrayList<>();
    for (int i = 0; i < trees.size(); i++) {
      flat.add(tree(trees.get(i), new TreeBuilder(columns, outputOf.path(i).asInt(), 1)));
    }
    return new FlatForest(columns, base, flat);
  }

  // The library numbers nodes as it likes; ours stand in the order in which they are split.
  private static DecisionTree tree(JsonNode tree, TreeBuilder builder) {
    JsonNode left = required(tree, "left_children");
    JsonNode right = required(tree, "right_children");
    JsonNode columns = required(tree, "split_indices");
    JsonNode conditions = required(tree, "split_conditions");
    JsonNode covers = required(tree, "sum_hessian");
    int[] theirs = new int[left.size() + 1];
    for (int node = 0; node < builder.size(); node++) {
      int from = theirs[node];
      builder.cover(node, Math.max(Float.MIN_NORMAL, covers.path(from).asDouble()));
      float condition = (float) required(conditions, from).asDouble();
      if (required(left, from).asInt() == NO_CHILD) {
        builder.leaf(node, condition);
      } else if (builder.size() + 2 > left.size()) {
        throw new IllegalArgumentException("a node is the child of two");
      } else {
        int child = builder.split(node, required(columns, from).asInt(), condition);
        theirs[child] = left.get(from).asInt();
        theirs[child + 1] = required(right, from).asInt();
      }
    }
    return builder.build();
  }

  private static JsonNode required(JsonNode of, String name) {
    JsonNode found = of.get(name);
    if (found == null) {
      throw new IllegalArgumentException("it has no " + name);
    }
    return found;
  }

  private static JsonNode required(JsonNode of, int index) {
    JsonNode found = of.get(index);
    if (found == null) {
      throw new IllegalArgumentException("it has no node " + index);
    }
    return found;
  }
}
