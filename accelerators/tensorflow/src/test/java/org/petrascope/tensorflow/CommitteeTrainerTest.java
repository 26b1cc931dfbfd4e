package org.petrascope.tensorflow;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.petrascope.learning.CommitteeTrainer;
import org.petrascope.learning.Dataset;
import org.petrascope.learning.LearningException;
import org.petrascope.learning.Model;
import org.petrascope.learning.Progress;
import org.petrascope.learning.Trainer;
import org.petrascope.learning.TrainerContract;
import org.petrascope.learning.TrainingPlan;
import org.petrascope.learning.TrainingPlan.ClassBalance;

class CommitteeTrainerTest extends TrainerContract {
  private static final Trainer TRAINER = new CommitteeTrainer("cnn1d", 2, CnnTrainer.ofSpectra());

  @Override
  protected Trainer trainer() {
    return TRAINER;
  }

  @Test
  void membersDifferAndProgressGoesThroughAll() {
    Dataset data = Absorptions.labels(40, 1);
    List<String> doing = new ArrayList<>();
    Progress watched =
        (done, what) -> {
          doing.add(what);
          return true;
        };
    try (Model two = TRAINER.train(data, TrainingPlan.seeded(1), watched);
        Model one =
            new CommitteeTrainer("cnn1d", 1, CnnTrainer.ofSpectra())
                .train(data, TrainingPlan.seeded(1), Progress.SILENT)) {
      assertTrue(doing.getFirst().startsWith("member 1 of 2: epoch 1 of "), doing.getFirst());
      assertTrue(doing.getLast().startsWith("member 2 of 2: epoch "), doing.getLast());
      assertNotEquals(one.predict(data.rows()), two.predict(data.rows()));
    }
  }

  @Test
  void trainingDoesNotGoOnFromASingleModel() {
    Dataset data = Absorptions.labels(40, 2);
    try (Model single =
        CnnTrainer.ofSpectra().train(data, TrainingPlan.seeded(1), Progress.SILENT)) {
      TrainingPlan plan = new TrainingPlan(1, ClassBalance.NONE, Optional.of(single));
      assertThrows(LearningException.class, () -> TRAINER.train(data, plan, Progress.SILENT));
    }
  }
}
