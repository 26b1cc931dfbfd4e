package org.petrascope.learning;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@link Preprocessing} with what its steps learned from the training rows. Immutable; may be used
 * by many threads.
 */
public final class FittedPreprocessing {
  private static final String FILE = "preprocessing.json";
  private static final String KIND = "preprocessing";

  private final Preprocessing preprocessing;
  private final RowShape input;
  private final RowShape shape;
  private final List<double[]> learned;
  private final List<RowShape> inputs = new ArrayList<>();
  private final List<Step.Prepared> prepared = new ArrayList<>();

  private FittedPreprocessing(Preprocessing preprocessing, RowShape input, List<double[]> learned) {
    this.preprocessing = preprocessing;
    this.input = input;
    this.learned = learned;
    RowShape at = input;
    for (int i = 0; i < learned.size(); i++) {
      Step step = preprocessing.steps().get(i);
      inputs.add(at);
      prepared.add(step.prepare(at, learned.get(i)));
      at = step.shape(at);
    }
    this.shape = at;
  }

  static FittedPreprocessing fit(Preprocessing preprocessing, RowShape shape, Rows rows) {
    preprocessing.shape(shape);
    List<double[]> learned = new ArrayList<>();
    float[] spectra = rows.values().clone();
    int count = rows.count() * shape.pixels();
    RowShape at = shape;
    for (Step step : preprocessing.steps()) {
      double[] known = step.learn(new Rows(count, at.bands(), spectra));
      spectra = step.prepare(at, known).apply(spectra, count);
      learned.add(known);
      at = step.shape(at);
      requireNumbers(step, new Rows(rows.count(), at.columns(), spectra));
    }
    return new FittedPreprocessing(preprocessing, shape, learned);
  }

  private static void requireNumbers(Step step, Rows rows) {
    for (int i = 0; i < rows.values().length; i++) {
      if (!Float.isFinite(rows.values()[i])) {
        throw new LearningException(
            "row %d is not a number after the preprocessing step %s, because its spectrum is flat or not above zero: leave the row or the step out"
                .formatted(i / rows.columns() + 1, step));
      }
    }
  }

  /** What it is the fitted form of. */
  public Preprocessing preprocessing() {
    return preprocessing;
  }

  /** The shape of the rows that go in. */
  public RowShape input() {
    return input;
  }

  /** The shape of the rows that come out. */
  public RowShape shape() {
    return shape;
  }

  /**
   * The rows preprocessed; a spectrum with a NaN gets NaN, and so does one a step cannot answer.
   */
  public Rows apply(Rows rows) {
    requireColumns(rows, input);
    float[] spectra = rows.values().clone();
    for (Step.Prepared step : prepared) {
      spectra = step.apply(spectra, rows.count() * input.pixels());
    }
    return new Rows(rows.count(), shape.columns(), spectra);
  }

  /**
   * Contributions of the preprocessed columns as contributions of the columns that go in: a band
   * keeps its own, a bin shares among its bands, a band that was cropped has none.
   */
  public Rows attribute(Rows contributions) {
    requireColumns(contributions, shape);
    float[] shares = contributions.values();
    for (int i = inputs.size() - 1; i >= 0; i--) {
      shares = preprocessing.steps().get(i).attribute(shares, inputs.get(i));
    }
    return new Rows(contributions.count(), input.columns(), shares);
  }

  private static void requireColumns(Rows rows, RowShape shape) {
    if (rows.columns() != shape.columns()) {
      throw new IllegalArgumentException(
          "%s are not %s: pass rows of %d columns".formatted(rows, shape, shape.columns()));
    }
  }

  /** Writes {@code preprocessing.json} into a folder. */
  public void save(Path folder) {
    ModelFile file =
        ModelFile.describing(KIND, input, List.of()).with("steps", preprocessing.toString());
    for (int i = 0; i < learned.size(); i++) {
      file.with("learned-" + (i + 1), learned.get(i));
    }
    file.write(folder.resolve(FILE));
  }

  /**
   * Reads what {@link #save} wrote.
   *
   * @throws LearningException when the file is missing or not whole
   */
  public static FittedPreprocessing open(Path folder) {
    ModelFile file = ModelFile.read(folder.resolve(FILE), KIND);
    Preprocessing preprocessing = Preprocessing.parse(file.text("steps"));
    List<double[]> learned = new ArrayList<>();
    for (int i = 0; i < preprocessing.steps().size(); i++) {
      learned.add(file.numbers("learned-" + (i + 1)));
    }
    return new FittedPreprocessing(preprocessing, file.shape(), learned);
  }
}
