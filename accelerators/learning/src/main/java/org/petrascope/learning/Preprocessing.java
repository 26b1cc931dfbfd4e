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
 *   <li>{@code log}: the natural logarithm of it and 0.01, of depths: whether there is a weak
 *       absorption matters more than how deep a deep one is
 *   <li>{@code snv}, {@code msc}, {@code unit}: brightness taken out, by the spectrum's own mean
 *       and deviation, by a line fitted to the mean spectrum, by its Euclidean length
 *   <li>{@code continuum}: divided by the convex hull
 *   <li>{@code derivative(degree,window bands,order polynomial)}: Savitzky and Golay; the window
 *       may be in nm, then it fits any instrument
 *   <li>{@code crop(from,to;from,to)}: only these wavelengths in nm
 *   <li>{@code emphasise(from,to,factor)}: squared distances there count so many times
 *   <li>{@code bin(bands)}: means of neighbours, also in nm
 *   <li>{@code standardise}: every band to mean 0 and deviation 1
 * </ul>
 *
 * <p>Several of these chains side by side, {@code 0.8 * snv + 0.2 * continuum|absorbance}, make
 * longer rows. Every one is scaled so that the median squared distance of training spectra is its
 * weight (1 where none is written): none drowns the others in distances. Bands have no wavelength
 * then; their centres are their numbers from 1.
 */
public record Preprocessing(List<Branch> branches) {
  /** One chain of steps and its weight among the others, above 0. */
  public record Branch(double weight, List<Step> steps) {
    public Branch {
      steps = List.copyOf(steps);
      if (!(weight > 0)) {
        throw new IllegalArgumentException(
            "weight of a branch is %s, it must be above 0".formatted(weight));
      }
    }

    private RowShape shape(RowShape in) {
      RowShape out = in;
      for (Step step : steps) {
        out = step.shape(out);
      }
      return out;
    }

    @Override
    public String toString() {
      String chain =
          steps.isEmpty()
              ? PreprocessingText.NOTHING
              : steps.stream().map(Step::toString).collect(Collectors.joining("|"));
      return weight == 1 ? chain : PreprocessingText.number(weight) + " * " + chain;
    }
  }

  public Preprocessing {
    branches = List.copyOf(branches);
    if (branches.isEmpty() || (branches.size() == 1 && branches.getFirst().weight() != 1)) {
      throw new IllegalArgumentException(
          "%d branches of preprocessing: one of weight 1 is needed, or several"
              .formatted(branches.size()));
    }
  }

  /**
   * Reads the textual form.
   *
   * @throws LearningException when a step is not understood
   */
  public static Preprocessing parse(String text) {
    return new Preprocessing(PreprocessingText.branches(text));
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
    if (branches.size() == 1) {
      return branches.getFirst().shape(shape);
    }
    double[] numbers = new double[branches.stream().mapToInt(b -> b.shape(shape).bands()).sum()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i + 1;
    }
    return new RowShape(shape.side(), numbers);
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
    return branches.stream().map(Branch::toString).collect(Collectors.joining(" + "));
  }
}
