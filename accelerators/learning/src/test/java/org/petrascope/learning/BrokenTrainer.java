package org.petrascope.learning;

import java.nio.file.Path;
import java.util.Optional;

/** Fails whenever it is to learn. */
record BrokenTrainer(String name) implements Trainer {
  @Override
  public Optional<String> unfit(RowShape shape, Target target) {
    return Optional.empty();
  }

  @Override
  public Model train(Dataset data, TrainingPlan plan, Progress progress) {
    throw new LearningException("the lamp is out");
  }

  @Override
  public Model open(Path folder) {
    throw new LearningException(folder + " holds nothing");
  }
}
