package org.petrascope.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SelfTrainedTrainerTest {
  private static final Trainer FINE = new PlainTrainer("fine", 1, 0.01);

  /** Remembers what it was given to learn. */
  private record Watched(Trainer trainer, List<Dataset> given) implements Trainer {
    @Override
    public String name() {
      return "watched";
    }

    @Override
    public Optional<String> unfit(RowShape shape, Target target) {
      return Optional.empty();
    }

    @Override
    public Model train(Dataset data, TrainingPlan plan, Progress progress) {
      synchronized (given) {
        given.add(data);
      }
      return trainer.train(data, plan, progress);
    }

    @Override
    public Model open(Path folder) {
      return trainer.open(folder);
    }
  }

  // All but every fourth group of labels become unknown.
  private static Dataset mostlyUnknown(int rows) {
    Dataset data = TrainerContractSpectra.labels(rows, 1);
    Labels labels = (Labels) data.target();
    int[] few =
        IntStream.range(0, rows)
            .map(row -> row / 12 % 4 == 0 ? labels.label(row) : Labels.UNKNOWN)
            .toArray();
    return new Dataset(data.shape(), data.rows(), new Labels(labels.names(), few), data.groups());
  }

  private static long known(Dataset data) {
    Labels labels = (Labels) data.target();
    return IntStream.range(0, labels.count()).filter(labels::isKnown).count();
  }

  @Test
  void sureRowsAreLearnedFromInTheNextRound() {
    Watched watched = new Watched(FINE, new ArrayList<>());
    Dataset data = mostlyUnknown(240);
    new SelfTrainedTrainer(watched, 1).train(data, TrainingPlan.seeded(1), Progress.SILENT).close();
    assertEquals(2, watched.given.size());
    assertEquals(known(data), watched.given.getFirst().size());
    Dataset second = watched.given.getLast();
    assertTrue(second.size() > known(data), second.size() + " rows in the second round");
    assertEquals(second.size(), known(second));
    Labels truth = (Labels) TrainerContractSpectra.labels(240, 1).target();
    int right = 0;
    for (int row = 0; row < second.size(); row++) {
      int original = indexOf(data, second.rows().row(row));
      right += truth.label(original) == ((Labels) second.target()).label(row) ? 1 : 0;
    }
    assertTrue(right >= 0.95 * second.size(), right + " of " + second.size() + " are right");
  }

  private static int indexOf(Dataset data, float[] row) {
    return IntStream.range(0, data.size())
        .filter(i -> Arrays.equals(data.rows().row(i), row))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void compositionsAndKnownRowsArePassedOn() {
    Watched watched = new Watched(FINE, new ArrayList<>());
    Dataset data = TrainerContractSpectra.compositions(60, 1);
    new SelfTrainedTrainer(watched, 2).train(data, TrainingPlan.seeded(1), Progress.SILENT).close();
    assertEquals(List.of(data), watched.given);
  }

  @Test
  void testedGroupsAreNeverLearnedFromNotEvenTheirUnknownRows() {
    Watched watched = new Watched(FINE, new ArrayList<>());
    Dataset data = mostlyUnknown(240);
    // Every group gets known and unknown rows.
    List<String> groups = IntStream.range(0, 240).mapToObj(row -> "hole " + row % 6).toList();
    Dataset holes = new Dataset(data.shape(), data.rows(), data.target(), groups);
    Report report =
        new Training(
                List.of(watched),
                ValidationPlan.eachGroup().withSelfTraining(1),
                TrainingPlan.seeded(1))
            .run(holes, Progress.SILENT)
            .report();
    assertEquals(180, report.data().unknownRows());
    assertEquals(60, report.model("watched").pooled().rows());
    long whole = watched.given.stream().filter(d -> Set.copyOf(d.groups()).size() == 6).count();
    assertTrue(whole <= 2, "only the last training, on all rows, may see every hole");
  }
}
