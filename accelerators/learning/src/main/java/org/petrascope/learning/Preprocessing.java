package org.petrascope.learning;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is done to every spectrum of a row (of a patch: to every pixel) before a model sees it, step
 * after step. Its text, such as {@code absorbance|snv|derivative(1,window 11,order 2)}, reads back
 * as itself. The steps:
 *
 * <ul>
 *   <li>{@code absorbance}: minus the natural logarithm
 *   <li>{@code snv}, {@code msc}, {@code unit}: brightness taken out, by the spectrum's own mean
 *       and deviation, by a line fitted to the mean spectrum, by its Euclidean length
 *   <li>{@code continuum}: divided by the convex hull
 *   <li>{@code derivative(degree,window bands,order polynomial)}: Savitzky and Golay; the window
 *       may be in nm, then it fits any instrument
 *   <li>{@code crop(from,to;from,to)}: only these wavelengths in nm
 *   <li>{@code bin(bands)}: means of neighbours, also in nm
 *   <li>{@code standardise}: every band to mean 0 and deviation 1
 * </ul>
 */
public record Preprocessing(List<Step> steps) {
  public Preprocessing {
    steps = List.copyOf(steps);
  }

  /**
   * Reads the textual form.
   *
   * @throws LearningException when a step is not understood
   */
  public static Preprocessing parse(String text) {
    return new Preprocessing(PreprocessingText.steps(text));
  }

  /** Why rows of this shape cannot go through; empty when they can. */
  public Optional<String> unfit(RowShape shape) {
    try {
      shape(shape);
      return Optional.empty();
    } catch (LearningException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /**
   * The shape of the rows that come out.
   *
   * @throws LearningException when rows of this shape cannot go through
   */
  public RowShape shape(RowShape shape) {
    RowShape out = shape;
    for (Step step : steps) {
      out = step.shape(out);
    }
    return out;
  }

  /**
   * Learns what the steps need from rows without NaN.
   *
   * @throws LearningException when rows of this shape cannot go through, or one of them comes out
   *     without an answer
   */
  public FittedPreprocessing fit(RowShape shape, Rows rows) {
    return FittedPreprocessing.fit(this, shape, rows);
  }

  @Override
  public String toString() {
    return steps.isEmpty()
        ? PreprocessingText.NOTHING
        : steps.stream().map(Step::toString).collect(Collectors.joining("|"));
  }
}
