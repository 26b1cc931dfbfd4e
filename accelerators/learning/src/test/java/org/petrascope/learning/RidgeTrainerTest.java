package org.petrascope.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RidgeTrainerTest extends TrainerContract {
  private static final TrainingPlan PLAN = TrainingPlan.seeded(1);

  @Override
  protected Trainer trainer() {
    return RidgeTrainer.choosing();
  }

  @ParameterizedTest
  @ValueSource(ints = {25, 300})
  void coefficientsAreThoseOfScikitLearn(int count, @TempDir Path folder) {
    Dataset data = TrainerContractSpectra.compositions(count, 1);
    double[] told =
        ScikitLearn.told(
            folder,
            """
            from sklearn.linear_model import Ridge
            x = given[0].reshape(-1, 40); y = given[1].reshape(len(x), -1)
            plain = Ridge(alpha=0.01).fit(x, y)
            scale = x.std(0)
            scaled = Ridge(alpha=3).fit((x - x.mean(0)) / scale, y)
            told = np.r_[plain.coef_.ravel(), plain.predict(x).ravel(), (scaled.coef_ / scale).ravel()]
            """,
            ScikitLearn.doubles(data.rows()),
            ScikitLearn.doubles(((Compositions) data.target()).fractions()));
    LinearModel plain = RidgeTrainer.of(0.01).train(data, PLAN, Progress.SILENT);
    LinearModel scaled = RidgeTrainer.of(3).standardised().train(data, PLAN, Progress.SILENT);
    float[] predicted = plain.predict(data.rows()).values();
    for (int i = 0; i < 120; i++) {
      assertEquals(told[i], plain.coefficient(i / 40, i % 40), 1e-9);
      assertEquals(told[120 + predicted.length + i], scaled.coefficient(i / 40, i % 40), 1e-9);
    }
    for (int i = 0; i < predicted.length; i++) {
      assertEquals(told[120 + i], predicted[i], 1e-6);
    }
  }

  @Test
  void classesAreWeightedAsInScikitLearn(@TempDir Path folder) {
    Dataset data = TrainerContractSpectra.labels(80, 1).select(IntStream.range(0, 70).toArray());
    double[] labels =
        IntStream.range(0, data.size()).mapToDouble(((Labels) data.target())::label).toArray();
    double[] told =
        ScikitLearn.told(
            folder,
            """
            from sklearn.linear_model import Ridge
            x = given[0].reshape(-1, 40); c = given[1].astype(int); y = np.eye(3)[c]
            told = Ridge(alpha=0.1).fit(x, y, len(c) / 3 / np.bincount(c)[c]).coef_
            """,
            ScikitLearn.doubles(data.rows()),
            labels);
    LinearModel model = RidgeTrainer.of(0.1).train(data, PLAN, Progress.SILENT);
    for (int i = 0; i < told.length; i++) {
      assertEquals(told[i], model.coefficient(i / 40, i % 40), 1e-9);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {24, 80})
  void errorsAtLeftOutGroupsAreThoseOfRefits(int count) {
    Dataset data = TrainerContractSpectra.compositions(count, 2);
    Regression all = Regression.of(data, PLAN);
    double penalty = 0.003;
    double sum = 0;
    for (int[] group : all.rowsByGroup()) {
      List<Integer> left = Arrays.stream(group).boxed().toList();
      int[] rest = IntStream.range(0, count).filter(row -> !left.contains(row)).toArray();
      LinearModel model = RidgeTrainer.of(penalty).train(data.select(rest), PLAN, Progress.SILENT);
      Rows told = model.predict(data.rows().select(group));
      for (int i = 0; i < told.values().length; i++) {
        double error = told.values()[i] - all.select(group).targets()[i];
        sum += error * error;
      }
    }
    RidgePath path = new RidgePath(CentredRows.of(all, false), all.rowsByGroup());
    assertEquals(sum, path.error(penalty), 1e-5 * sum);
    double least = path.error(path.best());
    assertTrue(least <= path.error(path.best() * Math.sqrt(10)));
    assertTrue(least <= path.error(path.best() / Math.sqrt(10)));
  }

  @Test
  void oneGroupIsLeftOutRowByRow() {
    Dataset data = TrainerContractSpectra.compositions(40, 2).select(0, 1, 2, 3);
    assertEquals(4, Regression.of(data, PLAN).rowsByGroup().size());
  }

  @Test
  void scalingTheTargetScalesTheCoefficients() {
    Dataset data = TrainerContractSpectra.compositions(60, 3);
    Rows fractions = ((Compositions) data.target()).fractions();
    float[] halves = fractions.values().clone();
    for (int i = 0; i < halves.length; i++) {
      halves[i] /= 2;
    }
    Rows halved = new Rows(60, 3, halves);
    Dataset other =
        new Dataset(
            data.shape(),
            data.rows(),
            Compositions.exact(data.target().names(), halved),
            data.groups());
    LinearModel one = RidgeTrainer.choosing().train(data, PLAN, Progress.SILENT);
    LinearModel half = RidgeTrainer.choosing().train(other, PLAN, Progress.SILENT);
    for (int column = 0; column < 40; column++) {
      assertEquals(one.coefficient(1, column), 2 * half.coefficient(1, column), 1e-9);
    }
    assertEquals(one.offset(1), 2 * half.offset(1), 1e-9);
  }

  @Test
  void contributionsSumToTheOutputLessItsMean() {
    Dataset data = TrainerContractSpectra.compositions(60, 3);
    LinearModel model = RidgeTrainer.choosing().train(data, PLAN, Progress.SILENT);
    Rows shares = model.contributions(data.rows(), 2).orElseThrow();
    Rows told = model.predict(data.rows());
    double mean = IntStream.range(0, 60).mapToDouble(row -> told.at(row, 2)).average().orElse(0);
    for (int row = 0; row < 60; row++) {
      double sum = 0;
      for (float share : shares.row(row)) {
        sum += share;
      }
      assertEquals(told.at(row, 2) - mean, sum, 1e-5);
    }
  }

  @Test
  void goingOnFromAnotherSiteNeedsFewRows() {
    Dataset site = TrainerContractSpectra.compositions(300, 4);
    Dataset few = TrainerContractSpectra.compositions(8, 5);
    Dataset unseen = TrainerContractSpectra.compositions(200, 6);
    LinearModel known = RidgeTrainer.choosing().train(site, PLAN, Progress.SILENT);
    TrainingPlan onward = new TrainingPlan(1, PLAN.balance(), Optional.of(known));
    double alone = error(RidgeTrainer.choosing().train(few, PLAN, Progress.SILENT), unseen);
    double transferred = error(RidgeTrainer.choosing().train(few, onward, Progress.SILENT), unseen);
    assertTrue(transferred < 0.9 * alone, transferred + " against " + alone);
  }

  private static double error(Model model, Dataset data) {
    float[] told = model.predict(data.rows()).values();
    float[] truth = ((Compositions) data.target()).fractions().values();
    return IntStream.range(0, told.length)
        .mapToDouble(i -> (told[i] - truth[i]) * (double) (told[i] - truth[i]))
        .sum();
  }

  @Test
  void aModelOfOtherMineralsIsNoStart() {
    Dataset data = TrainerContractSpectra.compositions(30, 1);
    LinearModel known = RidgeTrainer.of(1).train(data, PLAN, Progress.SILENT);
    Dataset other =
        new Dataset(
            data.shape(),
            data.rows(),
            Compositions.exact(List.of("a", "b", "c"), ((Compositions) data.target()).fractions()),
            data.groups());
    TrainingPlan onward = new TrainingPlan(1, PLAN.balance(), Optional.of(known));
    String message =
        assertThrows(
                LearningException.class,
                () -> RidgeTrainer.of(1).train(other, onward, Progress.SILENT))
            .getMessage();
    assertTrue(message.contains("[a, b, c]") && message.contains("chlorite"), message);
  }
}
