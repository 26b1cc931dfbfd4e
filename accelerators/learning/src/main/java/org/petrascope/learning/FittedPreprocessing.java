package org.petrascope.learning;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@link Preprocessing} with what it learned from the training rows. Immutable; may be used by many
 * threads.
 */
public final class FittedPreprocessing {
  private static final String FILE = "preprocessing.json";
  private static final String KIND = "preprocessing";

  /** Spectra whose distances scale a branch, of more a random choice that is always the same. */
  private static final int SPECTRA_COMPARED_MAX = 800;

  private static final long SEED = 1;

  private final Preprocessing preprocessing;
  private final RowShape input;
  private final RowShape shape;
  private final List<FittedChain> chains;
  private final double[] scales;

  private FittedPreprocessing(
      Preprocessing preprocessing, RowShape input, List<FittedChain> chains, double... scales) {
    this.preprocessing = preprocessing;
    this.input = input;
    this.chains = chains;
    this.scales = scales;
    this.shape = preprocessing.shape(input);
  }

  static FittedPreprocessing fit(Preprocessing preprocessing, RowShape shape, Rows rows) {
    List<FittedChain> chains = new ArrayList<>();
    double[] scales = new double[preprocessing.branches().size()];
    for (Preprocessing.Branch branch : preprocessing.branches()) {
      FittedChain chain = FittedChain.fit(branch.steps(), shape, rows);
      int spectra = rows.count() * shape.pixels();
      double typical =
          scales.length == 1
              ? 1
              : typicalSquaredDistance(chain.apply(rows.values(), spectra), chain.shape().bands());
      scales[chains.size()] = Math.sqrt(branch.weight() / typical);
      chains.add(chain);
    }
    return new FittedPreprocessing(preprocessing, shape, chains, scales);
  }

  /** The median squared distance of spectra; 1 when they are all the same. */
  private static double typicalSquaredDistance(float[] spectra, int bands) {
    int[] compared = Sample.of(spectra.length / bands, SPECTRA_COMPARED_MAX, SEED);
    double[] distances = new double[compared.length * (compared.length - 1) / 2];
    int next = 0;
    for (int a = 1; a < compared.length; a++) {
      for (int b = 0; b < a; b++) {
        int one = compared[a] * bands;
        int other = compared[b] * bands;
        double sum = 0;
        for (int band = 0; band < bands; band++) {
          double away = spectra[one + band] - spectra[other + band];
          sum += away * away;
        }
        distances[next++] = sum;
      }
    }
    Arrays.sort(distances);
    double median = distances.length == 0 ? 0 : distances[distances.length / 2];
    return median > 0 ? median : 1;
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

  /** The rows preprocessed; a spectrum with a NaN, or one a step cannot answer, gets NaN. */
  public Rows apply(Rows rows) {
    requireColumns(rows, input);
    int spectra = rows.count() * input.pixels();
    if (chains.size() == 1) {
      float[] only = chains.getFirst().apply(rows.values(), spectra);
      return new Rows(rows.count(), shape.columns(), only);
    }
    float[] joined = new float[spectra * shape.bands()];
    int first = 0;
    for (int c = 0; c < chains.size(); c++) {
      float[] part = chains.get(c).apply(rows.values(), spectra);
      int bands = chains.get(c).shape().bands();
      float scale = (float) scales[c];
      for (int i = 0; i < part.length; i++) {
        joined[i / bands * shape.bands() + first + i % bands] = scale * part[i];
      }
      first += bands;
    }
    return new Rows(rows.count(), shape.columns(), joined);
  }

  /**
   * Contributions of the preprocessed columns as contributions of the columns that go in: a band
   * keeps its own, a bin shares among its bands, a band that was cropped has none.
   */
  public Rows attribute(Rows contributions) {
    requireColumns(contributions, shape);
    int spectra = contributions.count() * input.pixels();
    float[] sums = new float[spectra * input.bands()];
    int first = 0;
    for (FittedChain chain : chains) {
      int bands = chain.shape().bands();
      float[] part = new float[spectra * bands];
      for (int i = 0; i < part.length; i++) {
        part[i] = contributions.values()[i / bands * shape.bands() + first + i % bands];
      }
      float[] shares = chain.attribute(part);
      for (int i = 0; i < sums.length; i++) {
        sums[i] += shares[i];
      }
      first += bands;
    }
    return new Rows(contributions.count(), input.columns(), sums);
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
        ModelFile.describing(KIND, input, List.of())
            .with("steps", preprocessing.toString())
            .with("scales", scales);
    for (int c = 0; c < chains.size(); c++) {
      List<double[]> learned = chains.get(c).learned();
      for (int i = 0; i < learned.size(); i++) {
        file.with(learnedName(c, i), learned.get(i));
      }
    }
    file.write(folder.resolve(FILE));
  }

  private static String learnedName(int branch, int step) {
    return "learned-%d-%d".formatted(branch + 1, step + 1);
  }

  /**
   * Reads what {@link #save} wrote.
   *
   * @throws LearningException when the file is missing or not whole
   */
  public static FittedPreprocessing open(Path folder) {
    ModelFile file = ModelFile.read(folder.resolve(FILE), KIND);
    Preprocessing preprocessing = Preprocessing.parse(file.text("steps"));
    List<FittedChain> chains = new ArrayList<>();
    for (Preprocessing.Branch branch : preprocessing.branches()) {
      List<double[]> learned = new ArrayList<>();
      for (int i = 0; i < branch.steps().size(); i++) {
        learned.add(file.numbers(learnedName(chains.size(), i)));
      }
      chains.add(new FittedChain(branch.steps(), file.shape(), learned));
    }
    return new FittedPreprocessing(preprocessing, file.shape(), chains, file.numbers("scales"));
  }
}
