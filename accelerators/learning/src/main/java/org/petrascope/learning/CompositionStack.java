package org.petrascope.learning;

import java.nio.file.Path;
import java.util.List;
import org.petrascope.kernels.Simplex;

/** Fractions mixed, closed by what is known of their errors, and given intervals. */
record CompositionStack(Blend blend, Intervals intervals) implements Stack {
  /** How the members' fractions become one. */
  record Blend(boolean closes, Mixing mixing, Difficulty difficulty) {}

  static CompositionStack fitted(Evidence evidence, Terms terms) {
    Compositions truth = (Compositions) evidence.truth();
    Mixing mixing = Mixing.ofCompositions(evidence);
    Signs signs = Signs.of(mixing, evidence.outputs());
    Difficulty difficulty = Difficulty.fit(signs, truth.fractions());
    Blend blend = new Blend(terms.closes(), mixing, difficulty);
    double[] expected = difficulty.of(signs);
    float[] closed = closed(blend, signs, expected);
    return new CompositionStack(blend, Intervals.fit(evidence, closed, expected, terms.coverage()));
  }

  @Override
  public Mixing mixing() {
    return blend.mixing;
  }

  @Override
  public boolean closes() {
    return blend.closes;
  }

  @Override
  public boolean needsDeviations() {
    return blend.difficulty.needsDeviations();
  }

  @Override
  public Answer answer(List<Output> outputs) {
    Signs signs = Signs.of(blend.mixing, outputs);
    double[] expected = blend.difficulty.of(signs);
    return intervals.around(closed(blend, signs, expected), expected);
  }

  // The nearest closed composition, a step of each component costing one over its expected squared
  // error; fractions that need not close are only kept inside [0, 1].
  private static float[] closed(Blend blend, Signs signs, double[] expected) {
    float[] values = new float[signs.values()];
    double[] weights = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (blend.closes ? signs.mixed(i) : signs.fraction(i));
      weights[i] = 1 / (expected[i] * expected[i]);
    }
    if (blend.closes) {
      int parts = blend.difficulty.least().size();
      Simplex.close(values, weights, parts, 0, values.length / parts);
    }
    return values;
  }

  @Override
  public CompositionStack select(int... members) {
    return new CompositionStack(
        new Blend(blend.closes, blend.mixing.select(members), blend.difficulty), intervals);
  }

  @Override
  public void save(Path folder) {
    PackageFiles.write(folder.resolve(ENSEMBLE_FILE), blend);
    PackageFiles.write(folder.resolve(CONFORMAL_FILE), intervals);
  }

  static CompositionStack open(Path folder) {
    return new CompositionStack(
        PackageFiles.read(folder.resolve(ENSEMBLE_FILE), Blend.class),
        PackageFiles.read(folder.resolve(CONFORMAL_FILE), Intervals.class));
  }
}
