package org.petrascope.learning;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A forest of averaged trees. Immutable; may be used by many threads. */
final class ExtraTreesModel implements Model {
  private static final String FOREST = "forest.bin";
  private static final String TASK = "task";
  private static final String CLASSIFY = new Labels(List.of()).task();

  private final RowShape shape;
  private final List<String> names;
  private final String task;
  private final FlatForest forest;

  ExtraTreesModel(RowShape shape, List<String> names, String task, FlatForest forest) {
    this.shape = shape;
    this.names = List.copyOf(names);
    this.task = task;
    this.forest = forest;
  }

  static ExtraTreesModel open(Path folder) {
    Path file = folder.resolve(ModelFile.NAME);
    ModelFile description = ModelFile.read(file, ExtraTreesTrainer.NAME);
    FlatForest forest = ForestFile.read(folder.resolve(FOREST));
    RowShape shape = description.shape();
    List<String> names = description.names();
    if (forest.columns() != shape.columns() || forest.outputs() != names.size()) {
      throw new LearningException(
          "%s states %d columns and %d outputs, the forest beside it has %d and %d: copy the model's folder again"
              .formatted(file, shape.columns(), names.size(), forest.columns(), forest.outputs()));
    }
    return new ExtraTreesModel(shape, names, description.text(TASK), forest);
  }

  @Override
  public String kind() {
    return ExtraTreesTrainer.NAME;
  }

  @Override
  public RowShape shape() {
    return shape;
  }

  @Override
  public List<String> names() {
    return names;
  }

  FlatForest forest() {
    return forest;
  }

  @Override
  public Rows predict(Rows rows) {
    Rows sums = forest.predict(rows);
    if (task.equals(CLASSIFY)) {
      divideBySums(sums.values(), names.size());
    }
    return sums;
  }

  // Hundreds of roundings in float32 leave sums of probabilities beside 1.
  private static void divideBySums(float[] values, int outputs) {
    for (int start = 0; start < values.length; start += outputs) {
      float sum = 0;
      for (int i = start; i < start + outputs; i++) {
        sum += values[i];
      }
      for (int i = start; i < start + outputs; i++) {
        values[i] /= sum;
      }
    }
  }

  @Override
  public Optional<Rows> contributions(Rows rows, int output) {
    return Optional.of(TreeShap.contributions(forest, rows, output));
  }

  @Override
  public void save(Path folder) {
    ForestFile.write(forest, folder.resolve(FOREST));
    ModelFile.describing(kind(), shape, names)
        .with(TASK, task)
        .write(folder.resolve(ModelFile.NAME));
  }
}
