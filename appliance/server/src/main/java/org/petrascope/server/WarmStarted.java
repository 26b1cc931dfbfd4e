package org.petrascope.server;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.petrascope.learning.Dataset;
import org.petrascope.learning.Model;
import org.petrascope.learning.Progress;
import org.petrascope.learning.RowShape;
import org.petrascope.learning.Target;
import org.petrascope.learning.Trainer;
import org.petrascope.learning.TrainingPlan;

/**
 * A trainer that goes on from a model of another site, while the others of the same training begin
 * from nothing.
 */
record WarmStarted(Trainer trainer, Model start) implements Trainer {
  @Override
  public String name() {
    return trainer.name();
  }

  @Override
  public Optional<String> unfit(RowShape shape, Target target) {
    return trainer.unfit(shape, target);
  }

  @Override
  public boolean goesOn() {
    return trainer.goesOn();
  }

  @Override
  public Map<String, String> libraries() {
    return trainer.libraries();
  }

  @Override
  public Model train(Dataset data, TrainingPlan plan, Progress progress) {
    return trainer.train(
        data, new TrainingPlan(plan.seed(), plan.balance(), Optional.of(start)), progress);
  }

  @Override
  public Model open(Path folder) {
    return trainer.open(folder);
  }
}
