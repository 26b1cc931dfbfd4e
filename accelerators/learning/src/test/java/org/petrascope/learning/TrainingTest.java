package org.petrascope.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrainingTest {
  private static final Trainer FINE = new PlainTrainer("fine", 1, 0.01);
  private static final Trainer COARSE = new PlainTrainer("coarse", 7, 0.01);
  private static final Trainer DULL = new PlainTrainer("dull", 1, 1e6);
  private static final TrainingPlan PLAN = TrainingPlan.seeded(1);

  private static Trained trained(Dataset data, Trainer... trainers) {
    return new Training(List.of(trainers), ValidationPlan.folds(4, 2), PLAN)
        .run(data, Progress.SILENT);
  }

  @Test
  void compositionsCloseInsideTheirIntervals() {
    Trained trained = trained(TrainerContractSpectra.compositions(240, 1), FINE, COARSE, DULL);
    try (TrainedModel model = trained.model()) {
      Dataset unseen = TrainerContractSpectra.compositions(200, 2);
      Prediction prediction = model.predict(unseen.rows());
      Answer.OfCompositions answer = (Answer.OfCompositions) prediction.answer();
      for (int row = 0; row < unseen.size(); row++) {
        double sum = 0;
        for (int c = 0; c < 3; c++) {
          float value = answer.values().at(row, c);
          sum += value;
          assertTrue(answer.lower().at(row, c) >= 0 && answer.upper().at(row, c) <= 1);
          assertTrue(answer.lower().at(row, c) <= value && value <= answer.upper().at(row, c));
        }
        assertEquals(1, sum, 1e-5);
      }
      CompositionScores scores = Metrics.of(answer, (Compositions) unseen.target());
      assertTrue(
          scores.coverage() > 0.84 && scores.coverage() < 0.96, "covers " + scores.coverage());
      double judged = trained.report().model(Report.ENSEMBLE).mean().coverage();
      assertTrue(judged > 0.84 && judged < 0.96, "was judged to cover " + judged);
    }
  }

  @Test
  void ensembleIsNotWorseThanItsBestMemberAndDropsTheDullOne() {
    Report report =
        trained(TrainerContractSpectra.compositions(240, 1), FINE, COARSE, DULL).report();
    assertNotEquals(Verdict.Outcome.WORSE, report.verdict().outcome());
    double best =
        Math.min(report.model("fine").mean().loss(), report.model("coarse").mean().loss());
    assertTrue(report.model(Report.ENSEMBLE).mean().loss() < 1.05 * best);
    assertEquals(List.of(0.0, 0.0, 0.0), report.model("dull").weights());
    assertEquals(8, report.model(Report.ENSEMBLE).folds().size());
    assertTrue(report.table().contains("RMSE %"), report.table());
  }

  @Test
  void classesAreToldWithTheirSets() {
    Trained trained = trained(TrainerContractSpectra.labels(240, 1), FINE, COARSE);
    try (TrainedModel model = trained.model()) {
      Dataset unseen = TrainerContractSpectra.labels(120, 2);
      Answer.OfClasses answer = (Answer.OfClasses) model.predict(unseen.rows()).answer();
      ClassScores scores = Metrics.of(answer, (Labels) unseen.target());
      assertTrue(scores.accuracy() > 0.9, "accuracy " + scores.accuracy());
      assertTrue(scores.coverage() > 0.84, "sets hold " + scores.coverage());
      assertTrue(scores.setSize() < 1.5, "sets of " + scores.setSize());
      for (int row = 0; row < unseen.size(); row++) {
        assertTrue(answer.set(row).contains(answer.best(row)));
      }
    }
    int cases = 0;
    for (List<Integer> line : trained.report().model(Report.ENSEMBLE).confusion()) {
      cases += line.stream().mapToInt(Integer::intValue).sum();
    }
    assertEquals(480, cases);
    assertTrue(trained.report().table().contains("balanced"));
  }

  @Test
  void sameSeedGivesTheSameReportAndAnotherSeedAnother() {
    Dataset data = TrainerContractSpectra.compositions(120, 3);
    Report one = trained(data, FINE, COARSE).report();
    assertEquals(one, trained(data, FINE, COARSE).report());
    Report other =
        new Training(List.of(FINE, COARSE), ValidationPlan.folds(4, 2), PLAN.withSeed(2))
            .run(data, Progress.SILENT)
            .report();
    assertNotEquals(one.predictionsHash(), other.predictionsHash());
    assertEquals(one.data().hash(), other.data().hash());
  }

  @Test
  void brokenModelIsLeftOutWithItsReason() {
    Trained trained =
        trained(TrainerContractSpectra.labels(96, 1), FINE, new BrokenTrainer("lamp"));
    assertEquals(
        List.of(new Report.LeftOut("lamp", "failed in repeat 1, fold 1: the lamp is out")),
        trained.report().leftOut());
    assertEquals(Verdict.Outcome.ALONE, trained.report().verdict().outcome());
    trained.model().close();
  }

  @Test
  void onlyBrokenModelsAreASentence() {
    var refusal =
        assertThrows(
            LearningException.class,
            () -> trained(TrainerContractSpectra.labels(96, 1), new BrokenTrainer("lamp")));
    assertEquals(
        "no model could be trained: lamp: failed in repeat 1, fold 1: the lamp is out",
        refusal.getMessage());
  }

  @Test
  void problemsAreToldTogetherBeforeAnyTraining() {
    Dataset good = TrainerContractSpectra.labels(24, 1);
    float[] values = good.rows().values().clone();
    values[3] = Float.NaN;
    Dataset bad = good.withRows(good.shape(), new Rows(good.size(), good.rows().columns(), values));
    var refusal =
        assertThrows(
            LearningException.class,
            () ->
                new Training(List.of(new BrokenTrainer("lamp")), ValidationPlan.folds(9, 1), PLAN)
                    .run(bad, Progress.SILENT));
    assertEquals(
        "row 1 (specimen 0) has no value at 2118.0 nm (column 4): fill it or leave the row out; "
            + "6 groups cannot be dealt to 9 folds: ask for fewer folds, or name a column with more groups",
        refusal.getMessage());
  }

  @Test
  void eachGroupCanBeLeftOutInTurn() {
    Report report =
        new Training(List.of(FINE, COARSE), ValidationPlan.eachGroup(), PLAN)
            .run(TrainerContractSpectra.compositions(80, 4), Progress.SILENT)
            .report();
    assertEquals(20, report.validation().cells());
    assertEquals(20, report.model(Report.ENSEMBLE).folds().size());
  }

  @Test
  void twoHolesBesideALibraryAreEachLeftOutInTurn() {
    Dataset data = TrainerContractSpectra.labels(240, 1);
    List<String> groups =
        IntStream.range(0, 240)
            .mapToObj(row -> row < 120 ? "library" : row < 180 ? "hole 1" : "hole 2")
            .toList();
    Trained trained =
        new Training(
                List.of(FINE, COARSE),
                ValidationPlan.eachGroup().withReferences(Set.of("library")),
                PLAN)
            .run(new Dataset(data.shape(), data.rows(), data.target(), groups), Progress.SILENT);
    trained.model().close();
    ClassScores pooled = (ClassScores) trained.report().model(Report.ENSEMBLE).pooled();
    assertEquals(120, pooled.rows());
    assertTrue(pooled.accuracy() > 0.9, "accuracy " + pooled.accuracy());
    assertTrue(pooled.setSize() < 1.5, "sets of " + pooled.setSize());
    assertTrue(
        trained.report().notes().getFirst().startsWith("2 groups could be tested, too few"),
        trained.report().notes().toString());
  }

  @Test
  void rowWithoutDataAndStrangeRowsAreFlagged() {
    Dataset data = TrainerContractSpectra.labels(240, 1);
    try (TrainedModel model = trained(data, FINE).model()) {
      float[] values = data.rows().select(0, 1, 2, 3).values();
      int bands = data.shape().bands();
      values[2] = Float.NaN;
      for (int band = 0; band < bands; band++) {
        values[bands + band] = 0.5f + (band % 2 == 0 ? 0.3f : -0.3f);
        values[2 * bands + band] *= 1e-4f;
      }
      Prediction prediction = model.predict(new Rows(4, bands, values));
      assertEquals(Set.of(Flag.NO_DATA), prediction.flags().of(0));
      assertEquals(-1, ((Answer.OfClasses) prediction.answer()).best(0));
      assertTrue(Float.isNaN(prediction.answer().values().at(0, 0)));
      assertTrue(prediction.flags().has(1, Flag.UNKNOWN));
      assertTrue(prediction.flags().has(2, Flag.LOW_SIGNAL));
      assertFalse(prediction.flags().has(3, Flag.UNKNOWN));
      assertFalse(prediction.flags().has(3, Flag.LOW_SIGNAL));
    }
  }

  @Test
  void sensitivityIsReportedForEveryModel() {
    Report report = trained(TrainerContractSpectra.compositions(120, 5), FINE, COARSE).report();
    for (Report.ModelReport model : report.models()) {
      assertEquals(
          List.of("none", "noise of 1.0 %", "gain of 1.10", "shift of 2.0 nm"),
          model.sensitivity().stream().map(Report.SensitivityReport::disturbance).toList());
    }
    double plain = report.model(Report.ENSEMBLE).sensitivity().getFirst().pooled().loss();
    double shifted = report.model(Report.ENSEMBLE).sensitivity().getLast().pooled().loss();
    assertTrue(shifted > plain, shifted + " after the shift, " + plain + " before");
  }

  @Test
  void namesThatCannotBeFoldersAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Training(List.of(new BrokenTrainer("../x")), ValidationPlan.folds(4, 1), PLAN));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Training(List.of(FINE, FINE), ValidationPlan.folds(4, 1), PLAN));
  }
}
