package org.petrascope.server;

import java.util.Optional;
import org.petrascope.learning.Dataset;
import org.petrascope.learning.DelegatingTrainer;
import org.petrascope.learning.Model;
import org.petrascope.learning.Progress;
import org.petrascope.learning.Trainer;
import org.petrascope.learning.TrainingPlan;

/**
 * A trainer that goes on from a model of another site, while the others of the same training begin
 * from nothing.
 */
record WarmStarted(Trainer trainer, Model start) implements DelegatingTrainer {
  @Override
  public Model train(Dataset data, TrainingPlan plan, Progress progress) {
    return trainer.train(
        data, new TrainingPlan(plan.seed(), plan.balance(), Optional.of(start)), progress);
  }
}
