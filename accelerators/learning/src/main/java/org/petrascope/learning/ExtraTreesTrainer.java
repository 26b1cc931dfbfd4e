package org.petrascope.learning;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Extremely randomised trees (Geurts, Ernst and Wehenkel 2006, doi:10.1007/s10994-006-6226-1):
 * classes, or all components of a composition together. Trees grow on all cores, each from a seed
 * of its own, so that the model does not depend on their number.
 */
public final class ExtraTreesTrainer implements Trainer {
  static final String NAME = "extratrees";

  private static final int TREES_BETWEEN_REPORTS = 20;

  private final Settings settings;

  /** How many columns are drawn at a node. */
  public enum Candidates {
    SQUARE_ROOT,
    THIRD,
    ALL;

    int of(int columns) {
      return switch (this) {
        case SQUARE_ROOT -> Math.max(1, (int) Math.sqrt(columns));
        case THIRD -> Math.max(1, columns / 3);
        case ALL -> columns;
      };
    }
  }

  /**
   * How a forest is grown.
   *
   * @param trees of the forest
   * @param forClasses columns drawn at a node when classes are told apart
   * @param forCompositions columns drawn at a node for compositions
   * @param leafRowsLeast rows that a leaf has at least
   */
  public record Settings(
      int trees, Candidates forClasses, Candidates forCompositions, int leafRowsLeast) {
    public static final Settings USUAL =
        new Settings(300, Candidates.SQUARE_ROOT, Candidates.THIRD, 1);

    public Settings {
      if (trees < 1 || leafRowsLeast < 1) {
        throw new IllegalArgumentException(
            "%d trees with %d rows in a leaf, both must be at least 1"
                .formatted(trees, leafRowsLeast));
      }
    }
  }

  public ExtraTreesTrainer() {
    this(Settings.USUAL);
  }

  public ExtraTreesTrainer(Settings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> unfit(RowShape shape, Target target) {
    return Optional.empty();
  }

  @Override
  public Model train(Dataset data, TrainingPlan plan, Progress progress) {
    plan.warmStart()
        .ifPresent(
            model -> {
              throw new LearningException(
                  "extratrees grows from the first row and cannot go on from a model of kind '%s': train without a warm start"
                      .formatted(model.kind()));
            });
    GrowingRows rows = GrowingRows.of(KnownRows.of(data, plan.balance()));
    Candidates candidates =
        data.target() instanceof Labels ? settings.forClasses : settings.forCompositions;
    List<DecisionTree> trees = grow(rows, candidates.of(rows.columns()), plan.seed(), progress);
    FlatForest forest = new FlatForest(rows.columns(), new float[rows.outputs()], trees);
    return new ExtraTreesModel(data.shape(), data.target().names(), data.target().task(), forest);
  }

  private List<DecisionTree> grow(GrowingRows rows, int candidates, long seed, Progress progress) {
    int count = settings.trees;
    SplittableRandom random = new SplittableRandom(seed);
    long[] seeds = random.longs(count).toArray();
    List<DecisionTree> trees = new ArrayList<>();
    while (trees.size() < count) {
      int grown = trees.size();
      progress.report(grown / (double) count, "tree %d of %d".formatted(grown + 1, count));
      IntStream.range(grown, Math.min(count, grown + TREES_BETWEEN_REPORTS))
          .parallel()
          .mapToObj(
              tree ->
                  new TreeGrower(rows, candidates, settings.leafRowsLeast, seeds[tree])
                      .grow(1.0 / count))
          .forEachOrdered(trees::add);
    }
    progress.report(1, "%d trees".formatted(count));
    return trees;
  }

  @Override
  public Model open(Path folder) {
    return ExtraTreesModel.open(folder);
  }
}
