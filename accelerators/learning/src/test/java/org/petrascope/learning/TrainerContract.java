package org.petrascope.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every trainer and its models keep. A trainer's test extends it and names the trainer. */
public abstract class TrainerContract {
  private static final TrainingPlan PLAN = TrainingPlan.seeded(1);

  /** Kinds trained by gradients repeat to this; the others exactly. */
  protected float tolerance() {
    return 0;
  }

  protected abstract Trainer trainer();

  /** Lines and samples of the patches that the kind reads; 1 for single spectra. */
  protected int side() {
    return 1;
  }

  private Dataset labels(int count, long seed) {
    return TrainerContractSpectra.labels(count, seed, side());
  }

  private Dataset compositions(int count, long seed) {
    return TrainerContractSpectra.compositions(count, seed, side());
  }

  @TempDir Path folder;

  private void assumeFit(Dataset data) {
    Optional<String> unfit = trainer().unfit(data.shape(), data.target());
    assumeTrue(unfit.isEmpty(), unfit.orElse(""));
  }

  private Model trained(Dataset data) {
    assumeFit(data);
    return trainer().train(data, PLAN, Progress.SILENT);
  }

  @Test
  void classesThatDifferAreTold() {
    try (Model model = trained(labels(240, 1))) {
      Dataset unseen = labels(120, 2);
      Rows told = model.predict(unseen.rows());
      int right = 0;
      for (int row = 0; row < unseen.size(); row++) {
        right += largest(told.row(row)) == ((Labels) unseen.target()).label(row) ? 1 : 0;
      }
      assertTrue(right >= 108, right + " of 120 are right");
      assertEquals(TrainerContractSpectra.MINERALS, model.names());
    }
  }

  @Test
  void probabilitiesSumToOne() {
    try (Model model = trained(labels(240, 1))) {
      Rows told = model.predict(labels(50, 2).rows());
      for (int row = 0; row < told.count(); row++) {
        double sum = 0;
        for (float p : told.row(row)) {
          assertTrue(p >= 0 && p <= 1, "probability " + p);
          sum += p;
        }
        assertEquals(1, sum, 1e-4);
      }
    }
  }

  @Test
  void compositionsAreLearned() {
    try (Model model = trained(compositions(300, 1))) {
      Dataset unseen = compositions(100, 2);
      double error = rmse(model.predict(unseen.rows()), unseen);
      double constant = rmse(means(unseen), unseen);
      assertTrue(error < 0.6 * constant, error + " against " + constant + " of the mean");
    }
  }

  @Test
  void sameSeedGivesTheSameModel() {
    Dataset data = compositions(120, 3);
    Dataset labelled = labels(120, 3);
    Dataset used = trainer().unfit(data.shape(), data.target()).isEmpty() ? data : labelled;
    try (Model one = trained(used);
        Model other = trained(used)) {
      assertArrayEquals(
          one.predict(used.rows()).values(), other.predict(used.rows()).values(), tolerance());
    }
  }

  @Test
  void modelIsReadBackAsItWasSaved() {
    for (Dataset data : new Dataset[] {labels(120, 4), compositions(120, 4)}) {
      if (trainer().unfit(data.shape(), data.target()).isEmpty()) {
        Path place = folder.resolve(data.target().task());
        place.toFile().mkdirs();
        try (Model model = trained(data)) {
          model.save(place);
          try (Model read = trainer().open(place)) {
            assertEquals(model.kind(), read.kind());
            assertEquals(model.shape(), read.shape());
            assertEquals(model.names(), read.names());
            assertArrayEquals(
                model.predict(data.rows()).values(), read.predict(data.rows()).values());
          }
        }
      }
    }
  }

  @Test
  void rowWithoutAMeasurementGetsNoAnswer() {
    Dataset data = labels(120, 5);
    Dataset mixed = compositions(120, 5);
    Dataset used = trainer().unfit(data.shape(), data.target()).isEmpty() ? data : mixed;
    try (Model model = trained(used)) {
      float[] values = used.rows().values().clone();
      values[3] = Float.NaN;
      Rows told = model.predict(new Rows(used.size(), used.shape().columns(), values));
      for (float value : told.row(0)) {
        assertTrue(Float.isNaN(value));
      }
      assertArrayEquals(
          model.predict(used.rows().select(1)).row(0), told.row(1), Math.max(1e-6f, tolerance()));
    }
  }

  @Test
  void cancelledTrainingStops() {
    Dataset data = compositions(200, 6);
    Dataset labelled = labels(200, 6);
    Dataset used = trainer().unfit(data.shape(), data.target()).isEmpty() ? data : labelled;
    assumeFit(used);
    assertThrows(
        CancelledException.class, () -> trainer().train(used, PLAN, (done, doing) -> false));
  }

  @Test
  void emptyFolderIsRefusedInOneSentence() {
    String message =
        String.valueOf(
            assertThrows(LearningException.class, () -> trainer().open(folder)).getMessage());
    assertTrue(message.contains(folder.toString()) && !message.contains("\n"), message);
  }

  @Test
  void contributionsHaveAValueForEveryColumn() {
    Dataset data = labels(120, 7);
    Dataset mixed = compositions(120, 7);
    Dataset used = trainer().unfit(data.shape(), data.target()).isEmpty() ? data : mixed;
    try (Model model = trained(used)) {
      model
          .contributions(used.rows(), 1)
          .ifPresent(
              shares -> {
                assertEquals(used.size(), shares.count());
                assertEquals(used.shape().columns(), shares.columns());
              });
    }
  }

  private static int largest(float[] values) {
    int largest = 0;
    for (int i = 1; i < values.length; i++) {
      largest = values[i] > values[largest] ? i : largest;
    }
    return largest;
  }

  private static Rows means(Dataset data) {
    float[] truth = ((Compositions) data.target()).fractions().values();
    float[] means = new float[truth.length];
    Arrays.fill(means, 1f / TrainerContractSpectra.MINERALS.size());
    return new Rows(data.size(), TrainerContractSpectra.MINERALS.size(), means);
  }

  private static double rmse(Rows told, Dataset data) {
    float[] truth = ((Compositions) data.target()).fractions().values();
    double squares = 0;
    for (int i = 0; i < truth.length; i++) {
      squares += (told.values()[i] - truth[i]) * (double) (told.values()[i] - truth[i]);
    }
    return Math.sqrt(squares / truth.length);
  }
}
