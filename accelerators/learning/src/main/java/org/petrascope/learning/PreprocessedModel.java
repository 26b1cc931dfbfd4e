package org.petrascope.learning;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A model and what its rows go through. Owns the inner model and closes it. */
class PreprocessedModel implements Model {
  static final String INNER_FOLDER = "model";

  private final String kind;
  private final FittedPreprocessing preprocessing;
  private final Model model;

  private PreprocessedModel(String kind, FittedPreprocessing preprocessing, Model model) {
    this.kind = kind;
    this.preprocessing = preprocessing;
    this.model = model;
  }

  static PreprocessedModel of(String kind, FittedPreprocessing preprocessing, Model model) {
    return model instanceof Uncertain uncertain
        ? new Spread(kind, preprocessing, model, uncertain)
        : new PreprocessedModel(kind, preprocessing, model);
  }

  FittedPreprocessing preprocessing() {
    return preprocessing;
  }

  Model model() {
    return model;
  }

  @Override
  public String kind() {
    return kind;
  }

  @Override
  public RowShape shape() {
    return preprocessing.input();
  }

  @Override
  public List<String> names() {
    return model.names();
  }

  @Override
  public Rows predict(Rows rows) {
    return model.predict(preprocessing.apply(rows));
  }

  @Override
  public Optional<Rows> contributions(Rows rows, int output) {
    return model.contributions(preprocessing.apply(rows), output).map(preprocessing::attribute);
  }

  @Override
  public Optional<Rows> attention(Rows rows, int output) {
    return model.attention(preprocessing.apply(rows), output).map(preprocessing::attribute);
  }

  @Override
  public Optional<Rows> columnImportance() {
    return model.columnImportance().map(preprocessing::attribute);
  }

  @Override
  public void save(Path folder) {
    ModelFile.describing(kind, shape(), names()).write(folder.resolve(ModelFile.NAME));
    preprocessing.save(folder);
    model.save(PackageFiles.newFolder(folder.resolve(INNER_FOLDER)));
  }

  @Override
  public void close() {
    model.close();
  }

  /** One whose inner model knows how far it may be off. */
  private static final class Spread extends PreprocessedModel implements Uncertain {
    private final Uncertain uncertain;

    private Spread(
        String kind, FittedPreprocessing preprocessing, Model model, Uncertain uncertain) {
      super(kind, preprocessing, model);
      this.uncertain = uncertain;
    }

    @Override
    public Rows deviations(Rows rows) {
      return uncertain.deviations(preprocessing().apply(rows));
    }
  }
}
