package org.petrascope.learning;

/**
 * How good predicted classes are.
 *
 * @param accuracy share of rows whose most probable class is the true one
 * @param balancedAccuracy mean over the classes that occur of the share of their rows that are
 *     right
 * @param macroF1 mean over the classes that occur or are claimed of 2 TP / (2 TP + FP + FN)
 * @param kappa Cohen's kappa: accuracy beyond what the class frequencies give by chance (1960,
 *     doi:10.1177/001316446002000104); 0 where chance alone is always right
 * @param brier mean squared distance between the probabilities and the truth, from 0 to 2
 * @param setSize mean number of classes in a label set
 */
public record ClassScores(
    int rows,
    double accuracy,
    double balancedAccuracy,
    double macroF1,
    double kappa,
    double brier,
    double coverage,
    double setSize)
    implements Scores {
  @Override
  public double loss() {
    return 1 - accuracy;
  }
}
