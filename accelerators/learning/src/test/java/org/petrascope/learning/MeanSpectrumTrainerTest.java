package org.petrascope.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on patches, and that the mean spectrum is what is learned from. */
class MeanSpectrumTrainerTest extends TrainerContract {
  private static final TrainingPlan PLAN = TrainingPlan.seeded(1);
  private static final PreprocessedTrainer RIDGE =
      new PreprocessedTrainer("ridge", Preprocessing.parse("snv"), RidgeTrainer.choosing());

  @Override
  protected Trainer trainer() {
    return new MeanSpectrumTrainer(RIDGE);
  }

  @Override
  protected int side() {
    return 3;
  }

  private static Dataset means(Dataset patches) {
    return patches.withRows(
        TrainerContractSpectra.SHAPE, RowSpectra.meanSpectra(patches.shape(), patches.rows()));
  }

  @Test
  void patchIsToldAsItsMeanSpectrumIs() {
    Dataset patches = TrainerContractSpectra.compositions(60, 1, 3);
    Model ofPatches = trainer().train(patches, PLAN, Progress.SILENT);
    Model ofSpectra = RIDGE.train(means(patches), PLAN, Progress.SILENT);
    assertEquals(patches.shape(), ofPatches.shape());
    assertArrayEquals(
        ofSpectra.predict(means(patches).rows()).values(),
        ofPatches.predict(patches.rows()).values());
    Rows shares = ofPatches.contributions(patches.rows(), 0).orElseThrow();
    Rows ofMean = ofSpectra.contributions(means(patches).rows(), 0).orElseThrow();
    for (int band = 0; band < 40; band++) {
      float sum = 0;
      for (int pixel = 0; pixel < 9; pixel++) {
        sum += shares.at(7, pixel * 40 + band);
      }
      assertEquals(ofMean.at(7, band), sum, 1e-5, "band " + band);
    }
  }

  @Test
  void singleSpectraGoToTheKindAsTheyAre(@TempDir Path folder) {
    Dataset spectra = TrainerContractSpectra.compositions(60, 1);
    Model model = trainer().train(spectra, PLAN, Progress.SILENT);
    assertInstanceOf(PreprocessedModel.class, model);
    model.save(folder);
    assertArrayEquals(
        model.predict(spectra.rows()).values(),
        trainer().open(folder).predict(spectra.rows()).values());
  }

  @Test
  void whatAModelKnowsOfItsErrorIsKept() {
    Dataset patches = TrainerContractSpectra.compositions(60, 1, 3);
    Trainer trainer =
        new MeanSpectrumTrainer(
            new PreprocessedTrainer(
                "gp", Preprocessing.parse("snv"), GaussianProcessTrainer.choosing()));
    Uncertain model =
        assertInstanceOf(Uncertain.class, trainer.train(patches, PLAN, Progress.SILENT));
    assertTrue(model.deviations(patches.rows()).at(0, 0) > 0);
  }

  @Test
  void modelOfOtherPatchesIsGoneOnFromAndOneOfSpectraIsNot() {
    Dataset patches = TrainerContractSpectra.compositions(60, 1, 3);
    Model known = trainer().train(patches, PLAN, Progress.SILENT);
    TrainingPlan onward = new TrainingPlan(1, PLAN.balance(), Optional.of(known));
    Dataset next = TrainerContractSpectra.compositions(40, 2, 3);
    assertEquals(3, trainer().train(next, onward, Progress.SILENT).shape().side());
    Model ofSpectra = RIDGE.train(means(patches), PLAN, Progress.SILENT);
    TrainingPlan astray = new TrainingPlan(1, PLAN.balance(), Optional.of(ofSpectra));
    String message =
        assertThrows(LearningException.class, () -> trainer().train(next, astray, Progress.SILENT))
            .getMessage();
    assertTrue(message.contains("cannot go on from a model of single spectra"), message);
  }
}
