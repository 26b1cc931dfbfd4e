package org.petrascope.server;

import java.util.Optional;
import org.petrascope.learning.PreprocessedTrainer;
import org.petrascope.learning.Preprocessing;
import org.petrascope.learning.RowShape;
import org.petrascope.learning.Trainer;

/**
 * A kind of model that the appliance trains: a trainer and what its rows go through first.
 *
 * @param forClasses preprocessing where classes are told by narrow absorptions; empty where the
 *     kind does not tell classes
 * @param forCompositions preprocessing for compositions; empty where the kind does not tell them
 * @param goesOn whether it can go on from a model of another site
 */
record ModelKind(
    String name,
    Optional<Preprocessing> forClasses,
    Optional<Preprocessing> forCompositions,
    boolean goesOn,
    Trainer trainer) {
  /** A kind for both tasks. */
  static ModelKind of(
      String name, Preprocessing forClasses, Preprocessing forCompositions, Trainer trainer) {
    return new ModelKind(
        name, Optional.of(forClasses), Optional.of(forCompositions), false, trainer);
  }

  /** A kind for classes alone. */
  static ModelKind ofClasses(String name, Preprocessing preprocessing, Trainer trainer) {
    return new ModelKind(name, Optional.of(preprocessing), Optional.empty(), false, trainer);
  }

  /** A kind for compositions alone. */
  static ModelKind ofCompositions(String name, Preprocessing preprocessing, Trainer trainer) {
    return new ModelKind(name, Optional.empty(), Optional.of(preprocessing), false, trainer);
  }

  /** The same, which can go on from a model of another site. */
  ModelKind goingOn() {
    return new ModelKind(name, forClasses, forCompositions, true, trainer);
  }

  boolean serves(LearningTask task) {
    return stated(task).isPresent();
  }

  private Optional<Preprocessing> stated(LearningTask task) {
    return task == LearningTask.CLASSIFY ? forClasses : forCompositions;
  }

  /**
   * What rows of a shape go through. Classes that are not told by sharp bands alone are told from
   * all that the instrument sees.
   */
  Preprocessing preprocessing(LearningTask task, RowShape shape) {
    Preprocessing stated = stated(task).orElse(ModelKinds.ANYTHING);
    return SharpBands.areAllOf(shape) || task == LearningTask.ABUNDANCE
        ? stated
        : ModelKinds.ANYTHING;
  }

  Trainer trainer(LearningTask task, RowShape shape) {
    return opening(preprocessing(task, shape));
  }

  /** The trainer that reads such a model back, whose files say how its rows are prepared. */
  Trainer opening() {
    return opening(ModelKinds.ANYTHING);
  }

  private Trainer opening(Preprocessing preprocessing) {
    return new PreprocessedTrainer(name, preprocessing, trainer);
  }
}
