package org.petrascope.server;

import java.util.Optional;
import org.petrascope.learning.MeanSpectrumTrainer;
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
 * @param byName why it must be named to be trained; empty when it need not
 * @param ofPatches whether it looks at the pixels of a patch one by one; the others learn from a
 *     patch's mean spectrum
 */
record ModelKind(
    String name,
    Optional<Preprocessing> forClasses,
    Optional<Preprocessing> forCompositions,
    Optional<String> byName,
    boolean ofPatches,
    Trainer trainer) {
  /** A kind for both tasks. */
  static ModelKind of(
      String name, Preprocessing forClasses, Preprocessing forCompositions, Trainer trainer) {
    return new ModelKind(
        name,
        Optional.of(forClasses),
        Optional.of(forCompositions),
        Optional.empty(),
        false,
        trainer);
  }

  /** A kind for classes alone. */
  static ModelKind ofClasses(String name, Preprocessing preprocessing, Trainer trainer) {
    return new ModelKind(
        name, Optional.of(preprocessing), Optional.empty(), Optional.empty(), false, trainer);
  }

  /** A kind for compositions alone. */
  static ModelKind ofCompositions(String name, Preprocessing preprocessing, Trainer trainer) {
    return new ModelKind(
        name, Optional.empty(), Optional.of(preprocessing), Optional.empty(), false, trainer);
  }

  /** The same, which looks at the pixels of a patch. */
  ModelKind readingPatches() {
    return new ModelKind(name, forClasses, forCompositions, byName, true, trainer);
  }

  /** The same, which is trained only where a person names it. */
  ModelKind onlyByName(String reason) {
    return new ModelKind(
        name, forClasses, forCompositions, Optional.of(reason), ofPatches, trainer);
  }

  /** Whether it can go on from a model of another site. */
  boolean goesOn() {
    return trainer.goesOn();
  }

  boolean serves(LearningTask task) {
    return stated(task).isPresent();
  }

  /** Why it is not among every kind that fits a task. */
  String whyNot(LearningTask task) {
    return serves(task)
        ? byName.orElse("")
        : "it tells %s only".formatted(forClasses.isPresent() ? "classes" : "compositions");
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

  /** What rows of a shape go through, in words for a model's card. */
  String preparation(LearningTask task, RowShape shape) {
    String steps = preprocessing(task, shape).toString();
    return shape.side() == 1 || ofPatches ? steps : "mean spectrum of the patch, then " + steps;
  }

  Trainer trainer(LearningTask task, RowShape shape) {
    return opening(preprocessing(task, shape));
  }

  /** The trainer that reads such a model back, whose files say how its rows are prepared. */
  Trainer opening() {
    return opening(ModelKinds.ANYTHING);
  }

  private Trainer opening(Preprocessing preprocessing) {
    Trainer prepared = new PreprocessedTrainer(name, preprocessing, trainer);
    return ofPatches ? prepared : new MeanSpectrumTrainer(prepared);
  }
}
