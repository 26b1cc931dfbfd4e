package org.petrascope.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplainerTest {
  private static final NamedRange CLAY = new NamedRange("clay", 2180, 2230);
  private static final NamedRange CHLORITE = new NamedRange("chlorite", 2235, 2300);
  private static final Explainer EXPLAINER = new Explainer(List.of(CLAY, CHLORITE));
  private static final Trainer RIDGE =
      new PreprocessedTrainer("ridge", Preprocessing.parse("snv"), RidgeTrainer.choosing());
  private static final Trainer PLSR =
      new PreprocessedTrainer("plsr", Preprocessing.parse("snv"), PlsrTrainer.choosing());

  private static Explanations explained(Dataset data, Trainer... trainers) {
    Trained trained =
        new Training(List.of(trainers), ValidationPlan.folds(3, 1), TrainingPlan.seeded(1))
            .run(data, Progress.SILENT);
    try (TrainedModel model = trained.model()) {
      return EXPLAINER.explain(model, data, 1, Progress.SILENT);
    }
  }

  private static Explanations.OfModel model(Explanations explanations, String name) {
    return explanations.models().stream()
        .filter(model -> model.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyClassIsExplainedOnItsOwnRowsByEveryMemberAndTheEnsemble() {
    Dataset data = TrainerContractSpectra.labels(96, 1);
    Explanations explanations = explained(data, RIDGE, PLSR);
    Explanations.OfModel ensemble = explanations.models().getLast();
    assertEquals(Report.ENSEMBLE, ensemble.name());
    assertEquals(
        TrainerContractSpectra.MINERALS,
        ensemble.outputs().stream().map(Explanations.OfOutput::name).toList());
    for (Explanations.OfModel model : explanations.models()) {
      for (Explanations.OfOutput output : model.outputs()) {
        assertEquals(24, output.rows());
        assertEquals(data.shape().bands(), output.attribution().size());
        assertEquals(1, output.attribution().stream().mapToDouble(Double::doubleValue).sum(), 1e-6);
      }
    }
  }

  @Test
  void importanceOfBandsIsToldByTheKindThatKnowsIt() {
    Explanations explanations = explained(TrainerContractSpectra.compositions(96, 1), PLSR);
    assertEquals(40, model(explanations, "plsr").importance().size());
    assertTrue(model(explanations, Report.ENSEMBLE).importance().isEmpty());
    Explanations ridge = explained(TrainerContractSpectra.compositions(96, 1), RIDGE);
    assertTrue(model(ridge, "ridge").importance().isEmpty());
  }

  @Test
  void rangesAreNamedWhereMoreFallsOnThemThanAnEvenSpread() {
    float[] shares = new float[TrainerContractSpectra.SHAPE.columns()];
    // 2250 and 2256 nm
    shares[25] = -0.4f;
    shares[26] = 0.5f;
    // 2208 nm
    shares[18] = 0.1f;
    List<Explanations.FeatureShare> features =
        EXPLAINER.features(TrainerContractSpectra.SHAPE, new Rows(1, shares.length, shares));
    assertEquals(List.of("chlorite"), features.stream().map(f -> f.name()).toList());
    assertEquals(0.9, features.getFirst().share(), 1e-6);
    // 11 of 40 bands lie in it
    assertEquals(0.9 / (11 / 40.0), features.getFirst().density(), 1e-6);
  }

  @Test
  void rowWithoutAMeasurementFallsOnNothing() {
    float[] shares = new float[TrainerContractSpectra.SHAPE.columns()];
    Arrays.fill(shares, Float.NaN);
    assertTrue(
        EXPLAINER
            .features(TrainerContractSpectra.SHAPE, new Rows(1, shares.length, shares))
            .isEmpty());
  }

  @Test
  void membersCountByTheirSharesWhateverTheirUnits() {
    Rows large = AttributionShares.ofRows(new Rows(1, 2, new float[] {300, -100}));
    assertEquals(new Rows(1, 2, new float[] {0.75f, -0.25f}), large);
    Rows none = AttributionShares.ofRows(new Rows(1, 2, new float[2]));
    assertEquals(new Rows(1, 2, new float[2]), none);
  }

  @Test
  void ensembleOfOneKindLooksWhereThatKindLooks() {
    Dataset data = TrainerContractSpectra.compositions(96, 2);
    Explanations explanations = explained(data, RIDGE);
    assertEquals(
        model(explanations, "ridge").outputs(), model(explanations, Report.ENSEMBLE).outputs());
  }

  @Test
  void rangeWithoutANameOrLengthIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new NamedRange(" ", 1, 2));
    assertThrows(IllegalArgumentException.class, () -> new NamedRange("x", 2, 2));
    assertFalse(CLAY.contains(2179));
  }
}
