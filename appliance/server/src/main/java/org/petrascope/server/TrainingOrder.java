package org.petrascope.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.petrascope.laboratory.Augmentation;
import org.petrascope.learning.Dataset;
import org.petrascope.learning.TrainingPlan.ClassBalance;
import org.petrascope.learning.ValidationPlan;

/**
 * A training as a person orders it.
 *
 * @param name of the model
 * @param models kinds to train, as {@link ModelKinds#of} takes them
 * @param augmentation how rows are varied on the learning side; no steps for not at all
 * @param experiences of earlier trainings, to which this one is added
 * @param warmStart folder of a model to go on from
 * @param licence under which the model may be used; empty when nobody said
 */
record TrainingOrder(
    String name,
    TrainingSource source,
    LearningTask task,
    List<String> models,
    ValidationPlan validation,
    long seed,
    ClassBalance balance,
    Augmentation augmentation,
    Optional<Experiences> experiences,
    Optional<Path> warmStart,
    String licence) {
  static final long SEED_DEFAULT = 1;
  static final int FOLDS_DEFAULT = 5;
  static final int REPEATS_DEFAULT = 3;
  static final int FOLDS_MAX = 100;
  static final int REPEATS_MAX = 100;

  /** Stands for as many folds as there are groups. */
  static final String EACH_GROUP = "each";

  TrainingOrder {
    models = List.copyOf(models);
    ModelKinds.of(models, task);
    if (models.contains(ModelKinds.AUTO) && experiences.isEmpty()) {
      throw new IllegalArgumentException(
          "models are to be chosen by experience, but none is named: name its file with --experience");
    }
  }

  /** The kinds to train on data. */
  List<ModelKind> kinds(Dataset data) {
    List<ModelKind> named = ModelKinds.of(models, task);
    return models.contains(ModelKinds.AUTO)
        ? experiences.map(known -> known.likely(named, data)).orElse(named)
        : named;
  }

  /** How models are judged, as a person says it: a number of folds, or each group in turn. */
  static ValidationPlan validation(String folds, int repeats) {
    if (folds.equals(EACH_GROUP)) {
      return ValidationPlan.eachGroup();
    }
    Range allowed = new Range(2, FOLDS_MAX);
    try {
      int count = Integer.parseInt(folds);
      if (allowed.holds(count)) {
        return ValidationPlan.folds(count, repeats);
      }
    } catch (NumberFormatException e) {
      // Refused below, like a number out of range.
    }
    throw new IllegalArgumentException(
        "%s folds: expected a whole number %s, or %s".formatted(folds, allowed, EACH_GROUP));
  }
}
