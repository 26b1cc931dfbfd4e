package org.petrascope.server;

import java.nio.file.Path;
import java.util.Optional;
import org.petrascope.learning.Dataset;
import org.petrascope.learning.LearningException;
import org.petrascope.learning.Model;
import org.petrascope.learning.Progress;
import org.petrascope.learning.RowShape;
import org.petrascope.learning.Target;
import org.petrascope.learning.Trainer;
import org.petrascope.learning.TrainingPlan;

/**
 * A kind of model that takes no part, whatever the rows: a training tells it among what is left
 * out, and a model of it is refused.
 *
 * @param reason why, and what to do
 */
record LeftOutTrainer(String name, String reason) implements Trainer {
  @Override
  public Optional<String> unfit(RowShape shape, Target target) {
    return Optional.of(reason);
  }

  @Override
  public Model train(Dataset data, TrainingPlan plan, Progress progress) {
    throw new LearningException(name + ": " + reason);
  }

  @Override
  public Model open(Path folder) {
    throw new LearningException("%s holds a model of kind %s: %s".formatted(folder, name, reason));
  }
}
