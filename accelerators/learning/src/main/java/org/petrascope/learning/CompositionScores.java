package org.petrascope.learning;

import java.util.List;

/**
 * How good predicted fractions are.
 *
 * @param rmse root of the mean squared error over all components of all rows, a fraction
 * @param r2 one less the squared error over the squared deviation from each component's mean, all
 *     components together; NaN where nothing varies
 * @param bias mean over the components of the size of their own, which is the mean of predicted
 *     less true; without the size those of compositions that close would cancel
 * @param width mean width of the intervals
 */
public record CompositionScores(
    int rows,
    double rmse,
    double r2,
    double bias,
    double coverage,
    double width,
    List<Component> components)
    implements Scores {
  /** The same for one component. */
  public record Component(
      String name, double rmse, double r2, double bias, double coverage, double width) {}

  public CompositionScores {
    components = List.copyOf(components);
  }

  @Override
  public double loss() {
    return rmse;
  }
}
