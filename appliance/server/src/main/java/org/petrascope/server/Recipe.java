package org.petrascope.server;

import org.petrascope.learning.PreprocessedTrainer;
import org.petrascope.learning.Preprocessing;
import org.petrascope.learning.Trainer;

/**
 * A member of the ensemble: a kind of model and what its rows go through first.
 *
 * @param forClasses preprocessing for classes, as its text
 * @param forCompositions preprocessing for compositions
 * @param goesOn whether it can go on from a model of another site
 */
record Recipe(
    String name, String forClasses, String forCompositions, boolean goesOn, Trainer trainer) {
  String preprocessing(LearningTask task) {
    return task == LearningTask.CLASSIFY ? forClasses : forCompositions;
  }

  Trainer trainer(LearningTask task) {
    return new PreprocessedTrainer(name, Preprocessing.parse(preprocessing(task)), trainer);
  }
}
