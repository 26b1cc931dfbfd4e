package org.petrascope.learning;

import java.nio.file.Path;
import java.util.List;

/**
 * Turns what the members say into one answer with its doubt: shares, closure, intervals or label
 * sets, all learned from out-of-fold predictions. Immutable.
 */
sealed interface Stack permits CompositionStack, ClassStack {
  String ENSEMBLE_FILE = "ensemble.json";
  String CONFORMAL_FILE = "conformal.json";

  /**
   * What is asked of the answer.
   *
   * @param coverage share of truths inside intervals and label sets
   * @param closes whether the components sum to one
   * @param balanced whether rows of small classes weigh more
   */
  record Terms(double coverage, boolean closes, boolean balanced) {}

  static Stack fit(Evidence evidence, Terms terms) {
    return switch (evidence.truth()) {
      case Labels _ -> ClassStack.fitted(evidence, terms);
      case Compositions _ -> CompositionStack.fitted(evidence, terms);
    };
  }

  /** Reads what {@link #save} wrote. */
  static Stack open(Path folder, String task) {
    return task.equals("classify") ? ClassStack.open(folder) : CompositionStack.open(folder);
  }

  Mixing mixing();

  /** Whether the values of every answer sum to one. */
  boolean closes();

  /** Whether the answer depends on the deviations that members know. */
  boolean needsDeviations();

  /** The answer for rows, from what each member says of them. */
  Answer answer(List<Output> outputs);

  /** The same with some of the members; the others must have no share. */
  Stack select(int... members);

  void save(Path folder);
}
