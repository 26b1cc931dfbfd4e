package org.petrascope.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GaussianProcessTrainerTest extends TrainerContract {
  private static final TrainingPlan PLAN = TrainingPlan.seeded(1);

  @Override
  protected Trainer trainer() {
    return GaussianProcessTrainer.choosing();
  }

  private static Model trained(GaussianProcessTrainer trainer, Dataset data) {
    return trainer.train(data, PLAN, Progress.SILENT);
  }

  private static float[] truth(Dataset data) {
    return ((Compositions) data.target()).fractions().values();
  }

  @Test
  void withHardlyAnyNoiseItGoesThroughItsRows() {
    Dataset data = TrainerContractSpectra.compositions(60, 1);
    for (GaussianProcessTrainer trainer :
        List.of(GaussianProcessTrainer.of(1e-9), GaussianProcessTrainer.of(1e-9).plain())) {
      assertArrayEquals(truth(data), trained(trainer, data).predict(data.rows()).values(), 1e-4f);
    }
  }

  @Test
  void farFromAllRowsItKnowsOnlyTheMean() {
    Dataset data = TrainerContractSpectra.compositions(60, 1);
    Model model = trained(GaussianProcessTrainer.of(0.006).plain(), data);
    float[] far = new float[40];
    Arrays.fill(far, 1000);
    Rows told = model.predict(new Rows(1, 40, far));
    float[] truth = truth(data);
    for (int output = 0; output < 3; output++) {
      int o = output;
      double mean = IntStream.range(0, 60).mapToDouble(r -> truth[r * 3 + o]).average().orElse(0);
      assertEquals(mean, told.at(0, output), 0.1);
    }
    double near = ((Uncertain) model).deviations(data.rows()).at(0, 0);
    assertTrue(((Uncertain) model).deviations(new Rows(1, 40, far)).at(0, 0) > 3 * near);
  }

  @Test
  void compositionsComeBackNotNegativeAndClosed() {
    Dataset data = TrainerContractSpectra.compositions(80, 2);
    Rows told =
        trained(GaussianProcessTrainer.choosing(), data)
            .predict(TrainerContractSpectra.compositions(50, 3).rows());
    for (int row = 0; row < told.count(); row++) {
      assertEquals(1, told.at(row, 0) + told.at(row, 1) + told.at(row, 2), 1e-5);
      assertTrue(told.at(row, 0) >= 0 && told.at(row, 1) >= 0 && told.at(row, 2) >= 0);
    }
  }

  @Test
  void errorsAtLeftOutGroupsAreThoseOfRefits() {
    Dataset data = TrainerContractSpectra.compositions(40, 4);
    Regression all = Regression.of(data, PLAN);
    GaussianProcess process = GaussianProcess.ofTypicalLength(all.rows());
    DMatrixRMaj z = new DMatrixRMaj(40, 3, true, all.targets());
    double[] noise = new double[40];
    Arrays.fill(noise, 0.01);
    LeftOutGroups left = new LeftOutGroups(process.inverse(noise), z, all.rowsByGroup());
    for (int[] group : all.rowsByGroup()) {
      int[] rest = IntStream.range(0, 40).filter(r -> r < group[0] || r > group[3]).toArray();
      GaussianProcess other = new GaussianProcess(data.rows().select(rest), process.length());
      DMatrixRMaj known = new DMatrixRMaj(36, 3, true, all.select(rest).targets());
      DMatrixRMaj weights = GaussianProcess.weights(other.inverse(Arrays.copyOf(noise, 36)), known);
      double[] covariances = other.covariances(data.rows(), group[0], group[0] + 1);
      double told =
          IntStream.range(0, 36).mapToDouble(k -> covariances[k] * weights.get(k, 1)).sum();
      assertEquals(z.get(group[0], 1) - told, left.error(group[0], 1), 1e-9);
    }
  }

  @Test
  void deviationsAreAsLargeAsErrors() {
    Dataset data = TrainerContractSpectra.compositions(150, 5);
    Dataset unseen = TrainerContractSpectra.compositions(400, 6);
    for (GaussianProcessTrainer trainer :
        List.of(GaussianProcessTrainer.choosing(), GaussianProcessTrainer.choosing().plain())) {
      Model model = trained(trainer, data);
      float[] told = model.predict(unseen.rows()).values();
      float[] deviations = ((Uncertain) model).deviations(unseen.rows()).values();
      long within =
          IntStream.range(0, told.length)
              .filter(i -> Math.abs(told[i] - truth(unseen)[i]) < 2 * deviations[i])
              .count();
      double share = (double) within / told.length;
      assertTrue(share > 0.88 && share < 0.995, "share within two deviations " + share);
    }
  }

  @Test
  void contributionsAreTheGradient() {
    Dataset data = TrainerContractSpectra.compositions(60, 7);
    Model model = trained(GaussianProcessTrainer.of(0.02).plain(), data);
    double[] means = BandStatistics.of(data.rows()).means();
    Rows row = data.rows().select(5);
    float[] shares = model.contributions(row, 1).orElseThrow().values();
    for (int column = 0; column < 40; column += 13) {
      float step = 0.01f;
      float[] up = row.values().clone();
      float[] down = row.values().clone();
      up[column] += step;
      down[column] -= step;
      double slope =
          (model.predict(new Rows(1, 40, up)).at(0, 1)
                  - model.predict(new Rows(1, 40, down)).at(0, 1))
              / (2 * step);
      double expected = slope * (row.at(0, column) - means[column]);
      assertEquals(expected, shares[column], 0.02 * Math.abs(expected) + 1e-4);
    }
  }

  @Test
  void rowsThatRepeatEachOtherDoNotHarm() {
    Dataset data = TrainerContractSpectra.compositions(30, 8);
    int[] twice = IntStream.range(0, 60).map(i -> i % 30).toArray();
    Model model = trained(GaussianProcessTrainer.of(0.006), data.select(twice));
    assertTrue(Float.isFinite(model.predict(data.rows()).at(0, 0)));
  }

  @Test
  void chosenRowsCoverTheOthers() {
    float[] values = new float[500];
    for (int i = 0; i < 499; i++) {
      values[i] = i / 1e4f;
    }
    values[499] = 1;
    int[] chosen = FarthestPoints.of(new Rows(500, 1, values), 3, 1);
    assertTrue(Arrays.stream(chosen).anyMatch(row -> row == 499), Arrays.toString(chosen));
    assertEquals(3, chosen.length);
    assertEquals(1, FarthestPoints.of(new Rows(5, 1, new float[5]), 3, 1).length);
  }

  @Test
  void deviationsStayThroughSavingAndABrokenRowHasNone(@TempDir Path place) {
    Dataset data = TrainerContractSpectra.compositions(60, 9);
    Model model = trained(GaussianProcessTrainer.choosing(), data);
    model.save(place);
    float[] values = data.rows().values().clone();
    values[41] = Float.NaN;
    Rows rows = new Rows(60, 40, values);
    Rows deviations = ((Uncertain) model).deviations(rows);
    Rows read = ((Uncertain) trainer().open(place)).deviations(rows);
    assertArrayEquals(deviations.values(), read.values(), 1e-6f);
    assertTrue(Float.isNaN(read.at(1, 0)) && read.at(2, 0) > 0);
  }

  @Test
  void aModelIsNoStart() {
    Dataset data = TrainerContractSpectra.compositions(20, 1);
    Model known = trained(GaussianProcessTrainer.of(0.01), data);
    TrainingPlan onward = new TrainingPlan(1, PLAN.balance(), Optional.of(known));
    assertThrows(
        LearningException.class,
        () -> GaussianProcessTrainer.of(0.01).train(data, onward, Progress.SILENT));
  }
}
