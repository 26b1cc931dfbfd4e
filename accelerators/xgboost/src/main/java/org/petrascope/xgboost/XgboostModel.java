package org.petrascope.xgboost;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.petrascope.learning.FlatForest;
import org.petrascope.learning.Labels;
import org.petrascope.learning.LearningException;
import org.petrascope.learning.Model;
import org.petrascope.learning.ModelFile;
import org.petrascope.learning.RowShape;
import org.petrascope.learning.Rows;
import org.petrascope.learning.TreeShap;

/**
 * Boosted trees. It predicts and explains without the native library. Contributions are to the
 * margin of a class, the logarithm of its probability but for what all classes share, and to the
 * fraction of a component. Immutable; may be used by many threads.
 */
final class XgboostModel implements Model {
  private static final String BOOSTER = "booster.json";
  private static final String TASK = "task";
  private static final String CLASSIFY = new Labels(List.of()).task();

  private final RowShape shape;
  private final List<String> names;
  private final String task;
  private final BoosterFile booster;
  private final FlatForest forest;

  private XgboostModel(ModelFile description, BoosterFile booster, FlatForest forest) {
    this.shape = description.shape();
    this.names = List.copyOf(description.names());
    this.task = description.text(TASK);
    this.booster = booster;
    this.forest = forest;
  }

  static XgboostModel of(ModelFile description, BoosterFile booster) {
    return new XgboostModel(description, booster, booster.forest("what XGBoost grew"));
  }

  static ModelFile description(RowShape shape, List<String> names, String task) {
    return ModelFile.describing(XgboostTrainer.NAME, shape, names).with(TASK, task);
  }

  static XgboostModel open(Path folder) {
    Path file = folder.resolve(ModelFile.NAME);
    ModelFile description = ModelFile.read(file, XgboostTrainer.NAME);
    BoosterFile booster = BoosterFile.read(folder.resolve(BOOSTER));
    FlatForest forest = booster.forest(folder.resolve(BOOSTER).toString());
    if (forest.columns() != description.shape().columns()
        || forest.outputs() != description.names().size()) {
      throw new LearningException(
          "%s states %d columns and %d outputs, the booster beside it has %d and %d: restore the folder or train again"
              .formatted(
                  file,
                  description.shape().columns(),
                  description.names().size(),
                  forest.columns(),
                  forest.outputs()));
    }
    return new XgboostModel(description, booster, forest);
  }

  @Override
  public String kind() {
    return XgboostTrainer.NAME;
  }

  @Override
  public RowShape shape() {
    return shape;
  }

  @Override
  public List<String> names() {
    return names;
  }

  String task() {
    return task;
  }

  BoosterFile booster() {
    return booster;
  }

  FlatForest forest() {
    return forest;
  }

  @Override
  public Rows predict(Rows rows) {
    Rows margins = forest.predict(rows);
    if (!task.equals(CLASSIFY)) {
      return margins;
    }
    float[] probabilities = new float[margins.values().length];
    for (int row = 0; row < margins.count(); row++) {
      double[] p = Loss.probabilities(margins.row(row));
      for (int k = 0; k < p.length; k++) {
        probabilities[row * p.length + k] = (float) p[k];
      }
    }
    return new Rows(margins.count(), margins.columns(), probabilities);
  }

  @Override
  public Optional<Rows> contributions(Rows rows, int output) {
    return Optional.of(TreeShap.contributions(forest, rows, output));
  }

  @Override
  public void save(Path folder) {
    booster.write(folder.resolve(BOOSTER));
    description(shape, names, task).write(folder.resolve(ModelFile.NAME));
  }
}
