package org.petrascope.xgboost;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.learning.Dataset;
import org.petrascope.learning.Labels;
import org.petrascope.learning.LearningException;
import org.petrascope.learning.Model;
import org.petrascope.learning.Progress;
import org.petrascope.learning.Rows;
import org.petrascope.learning.Trainer;
import org.petrascope.learning.TrainerContract;
import org.petrascope.learning.TrainingPlan;
import org.petrascope.learning.TrainingPlan.ClassBalance;

class XgboostTrainerTest extends TrainerContract {
  private static final TrainingPlan PLAN = TrainingPlan.seeded(7);
  private static final XgboostTrainer FAST =
      new XgboostTrainer(new XgboostTrainer.Settings(60, 8, 0.3, 4, 0.8, 0.5));

  @TempDir Path place;

  @Override
  protected Trainer trainer() {
    return FAST;
  }

  private static XgboostModel trained(Dataset data) {
    return (XgboostModel) FAST.train(data, PLAN, Progress.SILENT);
  }

  private static List<Dataset> both() {
    return List.of(Bumps.labels(150, 1), Bumps.compositions(150, 1));
  }

  @Test
  void forestOfTheBoosterAnswersAsTheLibrary() throws XGBoostError {
    for (Dataset data : both()) {
      XgboostModel model = trained(data);
      Rows unseen = Bumps.labels(700, 2).rows();
      Booster booster = model.booster().booster();
      DMatrix matrix = Boosting.matrix(Bumps.labels(700, 2));
      float[][] margins = booster.predict(matrix, true);
      float[][] answers = booster.predict(matrix);
      Rows sums = model.forest().predict(unseen);
      Rows told = model.predict(unseen);
      for (int row = 0; row < unseen.count(); row++) {
        assertArrayEquals(margins[row], sums.row(row), 1e-5f);
        assertArrayEquals(answers[row], told.row(row), 1e-5f);
      }
      matrix.dispose();
      booster.dispose();
    }
  }

  @Test
  void contributionsAreThoseOfTheLibrary() throws XGBoostError {
    for (Dataset data : both()) {
      XgboostModel model = trained(data);
      Booster booster = model.booster().booster();
      Dataset unseen = Bumps.compositions(30, 3);
      DMatrix matrix = Boosting.matrix(unseen);
      float[][] theirs = booster.predictContrib(matrix, 0);
      int columns = Bumps.SHAPE.columns();
      for (int output = 0; output < Bumps.NAMES.size(); output++) {
        Rows ours = model.contributions(unseen.rows(), output).orElseThrow();
        for (int row = 0; row < unseen.size(); row++) {
          int start = output * (columns + 1);
          float[] shares = Arrays.copyOfRange(theirs[row], start, start + columns);
          assertArrayEquals(shares, ours.row(row), 1e-4f);
          assertEquals(theirs[row][start + columns], model.forest().expectation(output), 1e-4);
        }
      }
      matrix.dispose();
      booster.dispose();
    }
  }

  @Test
  void libraryReadsTheFileThatIsSaved() throws XGBoostError {
    XgboostModel model = trained(Bumps.labels(100, 1));
    model.save(place);
    Booster booster = BoosterFile.read(place.resolve("booster.json")).booster();
    assertEquals(model.forest().treeCount(), 3 * booster.getNumBoostedRound());
    booster.dispose();
  }

  @Test
  void trainingGoesOnFromAModelOfAnotherSite() {
    for (Dataset data : both()) {
      XgboostModel known = trained(data);
      Dataset other =
          data.target() instanceof Labels ? Bumps.labels(60, 9) : Bumps.compositions(60, 9);
      XgboostModel onward =
          (XgboostModel)
              FAST.train(
                  other,
                  new TrainingPlan(7, ClassBalance.WEIGHTED, Optional.of(known)),
                  Progress.SILENT);
      assertTrue(onward.forest().treeCount() > known.forest().treeCount());
      assertTrue(onward.forest().treeCount() % 3 == 0);
    }
  }

  @Test
  void modelThatTellsSomethingElseIsNoBeginning() {
    Model known = trained(Bumps.compositions(60, 1));
    TrainingPlan onward = new TrainingPlan(7, ClassBalance.WEIGHTED, Optional.of(known));
    Dataset labels = Bumps.labels(60, 1);
    String message =
        String.valueOf(
            assertThrows(LearningException.class, () -> FAST.train(labels, onward, Progress.SILENT))
                .getMessage());
    assertTrue(message.startsWith("xgboost cannot go on from a model of kind 'xgboost'"), message);
  }

  @Test
  void searchForTheNumberOfRoundsEndsWhenNothingImproves() {
    Dataset data = Bumps.labels(200, 1);
    assertTrue(trained(data).forest().treeCount() < 3 * 60);
  }

  @Test
  void balancedClassesFindMoreOfARareClass() {
    Dataset data = Bumps.labels(2000, 4);
    Labels labels = (Labels) data.target();
    int[] chosen =
        IntStream.range(0, data.size()).filter(row -> labels.label(row) != 2 || row < 40).toArray();
    float[] noisy = data.rows().values().clone();
    var random = new SplittableRandom(5);
    for (int i = 0; i < noisy.length; i++) {
      noisy[i] += (float) (4 * random.nextDouble());
    }
    Dataset rare = data.withRows(data.shape(), new Rows(2000, 12, noisy));
    double counted = meanOfRare(rare, chosen, ClassBalance.NONE);
    assertTrue(meanOfRare(rare, chosen, ClassBalance.WEIGHTED) > 1.2 * counted);
    assertTrue(meanOfRare(rare, chosen, ClassBalance.FOCAL) > 1.2 * counted);
  }

  private static double meanOfRare(Dataset data, int[] chosen, ClassBalance balance) {
    TrainingPlan plan = new TrainingPlan(1, balance, Optional.empty());
    try (Model model = FAST.train(data.select(chosen), plan, Progress.SILENT)) {
      Rows told = model.predict(data.rows());
      double sum = 0;
      int count = 0;
      for (int row = 0; row < data.size(); row++) {
        if (((Labels) data.target()).label(row) == 2) {
          sum += told.at(row, 2);
          count++;
        }
      }
      return sum / count;
    }
  }

  @Test
  void oneClassAloneDoesNotFit() {
    assertEquals(
        Optional.of("xgboost tells classes apart, and there is one only"),
        FAST.unfit(Bumps.SHAPE, new Labels(List.of("talc"), 0, 0)));
  }

  @Test
  void damagedBoosterIsRefusedInOneSentence() throws IOException {
    trained(Bumps.labels(60, 1)).save(place);
    Path file = place.resolve("booster.json");
    String whole = Files.readString(file);
    for (String damaged :
        new String[] {
          whole.substring(0, whole.length() / 2),
          "{}",
          whole.replace("\"tree_info\"", "\"trees_info\""),
          whole.replaceFirst("\"left_children\":\\[1,", "\"left_children\":[0,"),
          whole.replaceFirst("\"left_children\":\\[1,", "\"left_children\":[7000,"),
          whole.replace("\"num_feature\":\"12\"", "\"num_feature\":\"11\"")
        }) {
      Files.write(file, damaged.getBytes(StandardCharsets.UTF_8));
      String message =
          String.valueOf(
              assertThrows(LearningException.class, () -> FAST.open(place)).getMessage());
      assertTrue(message.contains(place.toString()) && !message.contains("\n"), message);
    }
  }
}
