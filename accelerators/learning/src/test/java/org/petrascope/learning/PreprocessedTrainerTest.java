package org.petrascope.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreprocessedTrainerTest extends TrainerContract {
  private static final TrainingPlan PLAN = TrainingPlan.seeded(1);

  @Override
  protected Trainer trainer() {
    return of("crop(2110,2320)|snv|derivative(1,window 5,order 2)|bin(2) + 0.5 * msc|standardise");
  }

  private static Trainer of(String preprocessing) {
    return new PreprocessedTrainer(
        "ridge-d1", Preprocessing.parse(preprocessing), RidgeTrainer.choosing());
  }

  @Test
  void croppedBandsContributeNothing() {
    Dataset data = TrainerContractSpectra.compositions(60, 1);
    Model model = of("snv|crop(2200,2250)").train(data, PLAN, Progress.SILENT);
    Rows shares = model.contributions(data.rows(), 0).orElseThrow();
    for (int band = 0; band < data.shape().bands(); band++) {
      double centre = data.shape().centreNm(band);
      assertEquals(centre < 2200 || centre > 2250, shares.at(0, band) == 0, "band " + band);
    }
  }

  @Test
  void brightnessDoesNotMatterAfterSnv() {
    Dataset data = TrainerContractSpectra.compositions(60, 1);
    Model model = of("snv").train(data, PLAN, Progress.SILENT);
    float[] brighter = data.rows().values().clone();
    for (int i = 0; i < brighter.length; i++) {
      brighter[i] *= 1.5f;
    }
    assertArrayEquals(
        model.predict(data.rows()).values(),
        model.predict(new Rows(60, 40, brighter)).values(),
        1e-4f);
  }

  @Test
  void spectraThatCannotGoThroughAreUnfit() {
    Dataset data = TrainerContractSpectra.compositions(10, 1);
    assertTrue(
        of("derivative(1,window 41,order 2)").unfit(data.shape(), data.target()).isPresent());
    assertTrue(of("snv").unfit(data.shape(), data.target()).isEmpty());
  }

  @Test
  void modelOfAnotherSiteKeepsItsPreprocessing() {
    Dataset site = TrainerContractSpectra.compositions(60, 1);
    Dataset other = TrainerContractSpectra.compositions(20, 2);
    Model known = of("standardise").train(site, PLAN, Progress.SILENT);
    TrainingPlan onward = new TrainingPlan(1, PLAN.balance(), Optional.of(known));
    PreprocessedModel model =
        (PreprocessedModel) of("standardise").train(other, onward, Progress.SILENT);
    assertEquals(
        ((PreprocessedModel) known).preprocessing().apply(other.rows()),
        model.preprocessing().apply(other.rows()));
    Model ridge = RidgeTrainer.of(1).train(site, PLAN, Progress.SILENT);
    TrainingPlan astray = new TrainingPlan(1, PLAN.balance(), Optional.of(ridge));
    assertThrows(
        LearningException.class, () -> of("standardise").train(other, astray, Progress.SILENT));
  }

  @Test
  void fileOfAnotherKindIsNamed(@TempDir Path folder) {
    Dataset data = TrainerContractSpectra.compositions(20, 1);
    of("snv").train(data, PLAN, Progress.SILENT).save(folder);
    String message =
        assertThrows(LearningException.class, () -> RidgeTrainer.of(1).open(folder)).getMessage();
    assertTrue(message.contains("of kind 'ridge-d1', not 'ridge'"), message);
  }
}
