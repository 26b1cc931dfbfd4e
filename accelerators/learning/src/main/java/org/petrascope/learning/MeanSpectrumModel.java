package org.petrascope.learning;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A model of single spectra that is asked about patches by their mean spectra. Owns the model. */
class MeanSpectrumModel implements Model {
  static final String INNER_FOLDER = "spectra";

  private final RowShape shape;
  private final Model model;

  private MeanSpectrumModel(RowShape shape, Model model) {
    this.shape = shape;
    this.model = model;
  }

  /**
   * A model for patches.
   *
   * @param model of the patches' single spectra
   */
  static MeanSpectrumModel of(RowShape shape, Model model) {
    return model instanceof Uncertain uncertain
        ? new Spread(shape, model, uncertain)
        : new MeanSpectrumModel(shape, model);
  }

  /** What the single spectra of such patches are. */
  static RowShape spectra(RowShape shape) {
    return new RowShape(1, shape.centresNm());
  }

  Model model() {
    return model;
  }

  Rows means(Rows rows) {
    return RowSpectra.meanSpectra(shape, rows);
  }

  @Override
  public String kind() {
    return model.kind();
  }

  @Override
  public RowShape shape() {
    return shape;
  }

  @Override
  public List<String> names() {
    return model.names();
  }

  @Override
  public Rows predict(Rows rows) {
    return model.predict(means(rows));
  }

  /** What a band of the mean adds, shared evenly among the pixels that it is the mean of. */
  @Override
  public Optional<Rows> contributions(Rows rows, int output) {
    return model.contributions(means(rows), output).map(this::shared);
  }

  @Override
  public Optional<Rows> attention(Rows rows, int output) {
    return model.attention(means(rows), output).map(this::shared);
  }

  @Override
  public Optional<Rows> columnImportance() {
    return model.columnImportance().map(this::shared);
  }

  private Rows shared(Rows ofMeans) {
    int columns = shape.columns();
    int bands = shape.bands();
    float[] shares = new float[Math.multiplyExact(ofMeans.count(), columns)];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = ofMeans.at(i / columns, i % bands) / shape.pixels();
    }
    return new Rows(ofMeans.count(), columns, shares);
  }

  @Override
  public void save(Path folder) {
    ModelFile.describing(kind(), shape, names()).write(folder.resolve(ModelFile.NAME));
    model.save(PackageFiles.newFolder(folder.resolve(INNER_FOLDER)));
  }

  @Override
  public void close() {
    model.close();
  }

  /** One whose inner model knows how far it may be off. */
  private static final class Spread extends MeanSpectrumModel implements Uncertain {
    private final Uncertain uncertain;

    private Spread(RowShape shape, Model model, Uncertain uncertain) {
      super(shape, model);
      this.uncertain = uncertain;
    }

    @Override
    public Rows deviations(Rows rows) {
      return uncertain.deviations(means(rows));
    }
  }
}
