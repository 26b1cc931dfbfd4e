package org.petrascope.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** How a training goes forward and how it is stopped. */
class TrainingLifeTest {
  private static final Trainer FINE = new PlainTrainer("fine", 1, 0.01);
  private static final Trainer COARSE = new PlainTrainer("coarse", 7, 0.01);
  private static final TrainingPlan PLAN = TrainingPlan.seeded(1);

  @Test
  void cancelledTrainingStops() {
    assertThrows(
        CancelledException.class,
        () ->
            new Training(List.of(FINE), ValidationPlan.folds(4, 1), PLAN)
                .run(TrainerContractSpectra.labels(96, 1), (done, doing) -> done < 0.5));
  }

  @Test
  void progressRisesToOne() {
    List<Double> seen = Collections.synchronizedList(new ArrayList<>());
    new Training(List.of(FINE, COARSE), ValidationPlan.folds(4, 1), PLAN)
        .run(
            TrainerContractSpectra.labels(96, 1),
            (done, doing) -> {
              assertFalse(doing.startsWith(":"));
              return seen.add(done);
            })
        .model()
        .close();
    for (int i = 1; i < seen.size(); i++) {
      assertTrue(seen.get(i) >= seen.get(i - 1));
    }
    assertEquals(1, seen.getLast());
  }

  @Test
  void modelsOfACancelledTrainingAreClosed() {
    AtomicInteger open = new AtomicInteger();
    Trainer counted = new CountedTrainer(FINE, open);
    assertThrows(
        CancelledException.class,
        () ->
            new Training(List.of(counted, COARSE), ValidationPlan.folds(4, 1), PLAN)
                .run(TrainerContractSpectra.labels(96, 1), (done, doing) -> done < 0.97));
    assertEquals(0, open.get());
  }

  @Test
  void interruptedTrainingIsCancelled() throws InterruptedException {
    AtomicReference<Throwable> end = new AtomicReference<>();
    CountDownLatch begun = new CountDownLatch(1);
    Thread training =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    new Training(List.of(FINE), ValidationPlan.folds(4, 1), PLAN)
                        .run(
                            TrainerContractSpectra.labels(96, 1),
                            (done, doing) -> {
                              begun.countDown();
                              // Goes on only when it is told to stop.
                              return !doing.isEmpty() && waitForever();
                            });
                  } catch (CancelledException e) {
                    end.set(e);
                  }
                });
    begun.await();
    training.interrupt();
    training.join();
    assertInstanceOf(CancelledException.class, end.get());
  }

  private static boolean waitForever() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return true;
  }

  /** Counts the models that are open. */
  private record CountedTrainer(Trainer trainer, AtomicInteger open) implements Trainer {
    @Override
    public String name() {
      return trainer.name();
    }

    @Override
    public Optional<String> unfit(RowShape shape, Target target) {
      return trainer.unfit(shape, target);
    }

    @Override
    public Model train(Dataset data, TrainingPlan plan, Progress progress) {
      Model model = trainer.train(data, plan, Progress.SILENT);
      open.incrementAndGet();
      return new CountedModel(model, open);
    }

    @Override
    public Model open(Path folder) {
      return trainer.open(folder);
    }
  }

  private record CountedModel(Model model, AtomicInteger open) implements Model {
    @Override
    public String kind() {
      return model.kind();
    }

    @Override
    public RowShape shape() {
      return model.shape();
    }

    @Override
    public List<String> names() {
      return model.names();
    }

    @Override
    public Rows predict(Rows rows) {
      return model.predict(rows);
    }

    @Override
    public Optional<Rows> contributions(Rows rows, int output) {
      return model.contributions(rows, output);
    }

    @Override
    public void save(Path folder) {
      model.save(folder);
    }

    @Override
    public void close() {
      open.decrementAndGet();
      model.close();
    }
  }
}
