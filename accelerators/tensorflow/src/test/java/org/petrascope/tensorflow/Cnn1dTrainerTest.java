package org.petrascope.tensorflow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.learning.Compositions;
import org.petrascope.learning.Dataset;
import org.petrascope.learning.Explainer;
import org.petrascope.learning.Explanations;
import org.petrascope.learning.Labels;
import org.petrascope.learning.LearningException;
import org.petrascope.learning.NetworkModel;
import org.petrascope.learning.Progress;
import org.petrascope.learning.RowShape;
import org.petrascope.learning.Rows;
import org.petrascope.learning.TrainedModel;
import org.petrascope.learning.Trainer;
import org.petrascope.learning.TrainerContract;
import org.petrascope.learning.Training;
import org.petrascope.learning.TrainingPlan;
import org.petrascope.learning.TrainingPlan.ClassBalance;
import org.petrascope.learning.ValidationPlan;

class Cnn1dTrainerTest extends TrainerContract {
  private static final Trainer TRAINER = CnnTrainer.ofSpectra();

  @TempDir Path place;

  @Override
  protected Trainer trainer() {
    return TRAINER;
  }

  private static CnnModel trained(Dataset data, TrainingPlan plan) {
    return (CnnModel) TRAINER.train(data, plan, Progress.SILENT);
  }

  @Test
  void patchesAreLeftToTheOtherNetwork() {
    RowShape patches = new RowShape(3, Absorptions.SHAPE.centresNm());
    Labels labels = new Labels(Absorptions.NAMES, 0, 1);
    assertEquals(Optional.of("reads single spectra, not patches"), TRAINER.unfit(patches, labels));
    assertEquals(
        Optional.of("needs 8 bands, not 3"), TRAINER.unfit(new RowShape(1, 1, 2, 3), labels));
  }

  @Test
  void gradCamAndContributionsFallOnTheAbsorption() {
    Dataset data = Absorptions.labels(200, 1);
    try (CnnModel model = trained(data, TrainingPlan.seeded(1))) {
      Dataset unseen = Absorptions.labels(40, 2);
      Rows attention = model.gradCam(unseen.rows(), 1);
      Rows shares = model.contributions(unseen.rows(), 1).orElseThrow();
      double attended = 0;
      double shared = 0;
      for (int row = 1; row < unseen.size(); row += 2) { // the absorbing ones
        attended += Absorptions.shareNear(attention.row(row));
        shared += Absorptions.shareNear(shares.row(row));
      }
      assertTrue(attended / 20 > 0.6, "Grad-CAM: " + attended / 20);
      assertTrue(shared / 20 > 0.6, "contributions: " + shared / 20);
    }
  }

  @Test
  void explanationsSayWhereTheNetworkLooked() {
    Dataset data = Absorptions.labels(160, 5);
    Training training =
        new Training(List.of(TRAINER), ValidationPlan.folds(2, 1), TrainingPlan.seeded(1));
    try (TrainedModel model = training.run(data, Progress.SILENT).model()) {
      List<Explanations.OfModel> told =
          new Explainer(List.of()).explain(model, data, 1, Progress.SILENT).models();
      List<Double> attention = told.getFirst().outputs().get(1).attention();
      float[] looked = new float[attention.size()];
      for (int band = 0; band < looked.length; band++) {
        looked[band] = attention.get(band).floatValue();
      }
      assertTrue(Absorptions.shareNear(looked) > 0.5, attention.toString());
      assertTrue(told.getLast().outputs().get(1).attention().isEmpty(), "of an ensemble");
    }
  }

  @Test
  void rareClassIsFoundWhenClassesAreWeighted() {
    Dataset all = Absorptions.labels(800, 3);
    int[] few =
        IntStream.range(0, all.size()).filter(row -> row % 2 == 0 || row % 40 == 1).toArray();
    Dataset unseen = Absorptions.labels(200, 4);
    for (ClassBalance balance : new ClassBalance[] {ClassBalance.WEIGHTED, ClassBalance.FOCAL}) {
      try (CnnModel model =
          trained(all.select(few), new TrainingPlan(1, balance, Optional.empty()))) {
        Rows told = model.predict(unseen.rows());
        long found =
            IntStream.range(0, 200).filter(row -> row % 2 == 1 && told.at(row, 1) > 0.5f).count();
        assertTrue(found >= 85, balance + " found " + found + " of 100");
      }
    }
  }

  @Test
  void trainingGoesOnFromAModelWithOtherClasses() {
    Dataset data = Absorptions.labels(200, 5);
    Labels labels = (Labels) data.target();
    Dataset renamed =
        new Dataset(
            data.shape(),
            data.rows(),
            new Labels(
                List.of("chlorite", "illite", "calcite"),
                IntStream.range(0, 200).map(labels::label).toArray()),
            data.groups());
    try (CnnModel from = trained(data, TrainingPlan.seeded(1));
        CnnModel on = trained(renamed, new TrainingPlan(2, ClassBalance.NONE, Optional.of(from)))) {
      assertEquals(List.of("chlorite", "illite", "calcite"), on.names());
      assertArrayEquals(from.weights().values("mean"), on.weights().values("mean"));
      Rows told = on.predict(Absorptions.labels(100, 6).rows());
      long right = IntStream.range(0, 100).filter(row -> told.at(row, row % 2) > 0.5f).count();
      assertTrue(right >= 95, right + " of 100 are right");
    }
  }

  @Test
  void trainingDoesNotGoOnFromAModelForOtherRows() {
    Dataset data = Absorptions.labels(40, 7);
    Dataset fewerBands = Absorptions.everyOtherBand(data);
    try (CnnModel from = trained(fewerBands, TrainingPlan.seeded(1))) {
      TrainingPlan plan = new TrainingPlan(1, ClassBalance.NONE, Optional.of(from));
      String message =
          assertThrows(LearningException.class, () -> TRAINER.train(data, plan, Progress.SILENT))
              .getMessage();
      assertTrue(message.contains("cannot go on from a model of kind cnn1d"), message);
    }
  }

  @Test
  void traceElementIsPredictedOnItsOwnScale() {
    Dataset data = Absorptions.trace(300, 8);
    try (CnnModel model = trained(data, TrainingPlan.seeded(1))) {
      Dataset unseen = Absorptions.trace(100, 9);
      Rows told = model.predict(unseen.rows());
      Rows truth = ((Compositions) unseen.target()).fractions();
      double squares = 0;
      for (int row = 0; row < 100; row++) {
        squares += Math.pow(told.at(row, 0) - truth.at(row, 0), 2);
      }
      assertTrue(
          Math.sqrt(squares / 100) < 0.15 * Absorptions.TRACE_LARGEST,
          "rmse " + Math.sqrt(squares / 100));
    }
  }

  @Test
  void rowsOfUnknownClassArePassedOver() {
    Dataset data = Absorptions.labels(40, 10);
    int[] unknown = new int[40];
    Arrays.fill(unknown, Labels.UNKNOWN);
    Dataset unlabelled =
        new Dataset(
            data.shape(), data.rows(), new Labels(Absorptions.NAMES, unknown), data.groups());
    String message =
        assertThrows(
                LearningException.class,
                () -> TRAINER.train(unlabelled, TrainingPlan.seeded(1), Progress.SILENT))
            .getMessage();
    assertTrue(message.contains("none of 40 rows is known"), message);
  }

  @Test
  void theDeviceIsTheOneThatReallyComputed() {
    try (CnnModel model = trained(Absorptions.labels(40, 11), TrainingPlan.seeded(1))) {
      assertTrue(
          model.devices().stream().anyMatch(device -> device.matches(".*(CPU|GPU):\\d+.*")),
          model.devices().toString());
    }
  }

  @Test
  void weightsAreTheSameAfterReading() {
    try (CnnModel model = trained(Absorptions.labels(40, 12), TrainingPlan.seeded(1))) {
      model.save(place);
      try (NetworkModel read = (NetworkModel) TRAINER.open(place)) {
        assertEquals(model.weights(), read.weights());
      }
    }
  }

  @Test
  void damagedWeightsAreRefusedInOneSentence() throws IOException {
    try (CnnModel model = trained(Absorptions.labels(40, 13), TrainingPlan.seeded(1))) {
      model.save(place);
    }
    try (Stream<Path> files = Files.walk(place)) {
      for (Path file : files.filter(f -> f.toString().contains(".data-")).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
      }
    }
    String message = assertThrows(LearningException.class, () -> TRAINER.open(place)).getMessage();
    assertTrue(message.contains("is no whole SavedModel") && !message.contains("\n"), message);
  }
}
