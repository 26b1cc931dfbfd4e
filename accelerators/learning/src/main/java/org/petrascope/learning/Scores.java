package org.petrascope.learning;

/** How good predictions are that were made without knowing the truth. */
public sealed interface Scores permits ClassScores, CompositionScores {
  /** How many rows were judged. */
  int rows();

  /** Share of truths inside their interval or label set. */
  double coverage();

  /** What models are ranked by, smaller is better: the error rate or the RMSE. */
  double loss();
}
