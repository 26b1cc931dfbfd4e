package org.petrascope.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelPackageTest {
  private static final Trainer FINE = new PlainTrainer("fine", 1, 0.01);
  private static final Trainer COARSE = new PlainTrainer("coarse", 3, 0.01);
  private static final ModelCard.Origin ORIGIN =
      new ModelCard.Origin(
          "test site",
          "3",
          "made-up spectra",
          "MIT",
          Map.of("petrascope", "0.1.0"),
          Map.of("fine", "snv"),
          List.of("other site 2"),
          "",
          Instant.parse("2026-02-03T04:05:06Z"));

  @TempDir Path folder;

  private Trained trained(Dataset data) {
    return new Training(List.of(FINE, COARSE), ValidationPlan.folds(4, 1), TrainingPlan.seeded(1))
        .run(data, Progress.SILENT);
  }

  private Path written(Dataset data) {
    Path place = folder.resolve("models/site/3");
    try (TrainedModel model = trained(data).model()) {
      ModelPackage.write(place, new Trained(model, trained(data).report()), ORIGIN);
    }
    return place;
  }

  @Test
  void modelIsReadBackAsItWasWritten() {
    for (Dataset data :
        List.of(TrainerContractSpectra.labels(96, 1), TrainerContractSpectra.compositions(96, 1))) {
      Trained trained = trained(data);
      Path place = folder.resolve(data.target().task());
      ModelPackage.write(place, trained, ORIGIN);
      try (TrainedModel model = trained.model();
          ModelPackage opened = ModelPackage.open(place, List.of(COARSE, FINE))) {
        assertEquals(trained.card(ORIGIN), opened.card());
        assertEquals(model.predict(data.rows()), opened.model().predict(data.rows()));
        assertEquals(data.target().names(), opened.model().names());
        assertEquals(data.shape(), opened.card().shape());
      }
    }
  }

  @Test
  void modelWithoutAShareWaitsForATrainingThatGoesOnFromIt() {
    Dataset data = TrainerContractSpectra.compositions(240, 1);
    List<Trainer> trainers = List.of(FINE, new PlainTrainer("dull", 1, 1e6));
    Trained trained =
        new Training(trainers, ValidationPlan.folds(4, 1), TrainingPlan.seeded(1))
            .run(data, Progress.SILENT);
    Path place = folder.resolve("spare");
    ModelPackage.write(place, trained, ORIGIN);
    trained.model().close();
    assertEquals(0, ModelPackage.card(place).members().getLast().weight());
    try (ModelPackage whole = ModelPackage.openWhole(place, trainers);
        ModelPackage usual = ModelPackage.open(place, List.of(FINE))) {
      assertTrue(whole.model().ensemble().member("dull").isPresent());
      assertTrue(usual.model().ensemble().member("dull").isEmpty());
      assertEquals(usual.model().predict(data.rows()), whole.model().predict(data.rows()));
    }
  }

  @Test
  void cardSaysWhereTheModelComesFrom() {
    ModelCard card = ModelPackage.card(written(TrainerContractSpectra.compositions(96, 1)));
    assertEquals(ORIGIN, card.origin());
    assertEquals(96, card.data().rows());
    assertEquals(24, card.data().groups());
    assertEquals(64, card.data().hash().length());
    assertEquals("4 folds of groups", card.validation());
    assertEquals("snv", card.members().getFirst().preprocessing());
    assertTrue(card.metrics().stream().anyMatch(metric -> metric.name().equals("rmse")));
  }

  @Test
  void reportStandsBesideTheModel() throws IOException {
    Path place = written(TrainerContractSpectra.labels(96, 1));
    String report = Files.readString(place.resolve("report.json"));
    for (String word : List.of("accuracy", "macroF1", "coverage", "predictionsHash", "confusion")) {
      assertTrue(report.contains("\"" + word + "\""), word);
    }
    assertFalse(report.contains("NaN"));
  }

  @Test
  void placeThatIsTakenIsLeftAlone() {
    Path place = written(TrainerContractSpectra.labels(96, 1));
    var refusal =
        assertThrows(LearningException.class, () -> written(TrainerContractSpectra.labels(96, 2)));
    assertEquals(place + " exists already: name another folder or remove it", refusal.getMessage());
    assertEquals(List.of(place), children(place.getParent()));
  }

  @Test
  void changedFileIsRefused() throws IOException {
    Path place = written(TrainerContractSpectra.labels(96, 1));
    Path weights = place.resolve("members/fine/model.json");
    Files.writeString(weights, Files.readString(weights) + " ");
    assertEquals(
        "model %s: file members/fine/model.json was changed or cut off: copy the model again"
            .formatted(place),
        refusal(place, FINE, COARSE));
  }

  @Test
  void missingAndForeignFilesAreRefused() throws IOException {
    Path place = written(TrainerContractSpectra.labels(96, 1));
    Path stranger = Files.createFile(place.resolve("stranger"));
    assertEquals(
        "model %s: file stranger does not belong to it: copy the model again".formatted(place),
        refusal(place, FINE, COARSE));
    Files.delete(stranger);
    Files.delete(place.resolve("doubt.json"));
    assertEquals(
        "model %s: file doubt.json is missing: copy the model again".formatted(place),
        refusal(place, FINE, COARSE));
  }

  @Test
  void missingBackendIsNamed() {
    Path place = written(TrainerContractSpectra.labels(96, 1));
    assertEquals(
        "model %s holds a fine, but only coarse can be opened here: install that backend or train again"
            .formatted(place),
        refusal(place, COARSE));
  }

  @Test
  void emptyFolderIsRefusedInOneSentence() {
    assertTrue(refusal(folder, FINE).contains("card.json cannot be read"));
  }

  private static String refusal(Path place, Trainer... trainers) {
    return String.valueOf(
        assertThrows(LearningException.class, () -> ModelPackage.open(place, List.of(trainers)))
            .getMessage());
  }

  private static List<Path> children(Path place) {
    try (var paths = Files.list(place)) {
      return paths.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void bandsOfTheModelFitWithinATenthOfTheirSpacing() {
    RowShape shape = new RowShape(1, 2000, 2010, 2020);
    assertEquals(Optional.empty(), ModelPackage.mismatch(shape, 2000.9, 2010, 2019.5));
    assertEquals(
        Optional.of(
            "band 2 lies at 2012.0 nm, the model was trained at 2010.0 nm; resample the spectra to the model's bands"),
        ModelPackage.mismatch(shape, 2000, 2012, 2020));
    assertEquals(
        Optional.of(
            "2 bands are given, the model takes 3 bands from 2000.0 to 2020.0 nm; resample the spectra to the model's bands"),
        ModelPackage.mismatch(shape, 1990, 2020));
    assertEquals(
        Optional.empty(), ModelPackage.mismatch(shape, 1980, 1990, 2000, 2010.5, 2020, 2030));
    assertEquals(
        OptionalInt.of(2),
        ModelPackage.firstBandAmong(shape, 1980, 1990, 2000, 2010.5, 2020, 2030));
    assertEquals(
        Optional.of(
            "5 bands are given, the model takes 3 bands from 2000.0 to 2020.0 nm; resample the spectra to the model's bands"),
        ModelPackage.mismatch(shape, 2000, 2005, 2010, 2015, 2020));
    assertEquals(
        Optional.of(
            "4 bands are given, the model takes 3 bands from 2000.0 to 2020.0 nm; resample the spectra to the model's bands"),
        ModelPackage.mismatch(shape, 1990, 2000, 2012, 2020));
    assertEquals(
        Optional.of(
            "3 bands are given, the model takes 2 bands from 2000.0 to 2400.0 nm; the model needs 2000.0 to 2400.0 nm: use spectra or a model of the same range"),
        ModelPackage.mismatch(new RowShape(1, 2000, 2400), 900, 1300, 1700));
  }
}
