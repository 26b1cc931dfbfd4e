package org.petrascope.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlsrTrainerTest extends TrainerContract {
  private static final TrainingPlan PLAN = TrainingPlan.seeded(1);

  @Override
  protected Trainer trainer() {
    return PlsrTrainer.choosing();
  }

  /** Mixtures of which the fraction of one mineral alone is asked. */
  private static Dataset single(int count) {
    Dataset data = TrainerContractSpectra.compositions(count, 1);
    float[] fractions = new float[count];
    for (int row = 0; row < count; row++) {
      fractions[row] = ((Compositions) data.target()).fractions().at(row, 1);
    }
    Rows truth = new Rows(count, 1, fractions);
    return new Dataset(
        data.shape(), data.rows(), Compositions.exact(List.of("muscovite"), truth), data.groups());
  }

  private static double told(LinearModel model, Rows rows, int row, int output) {
    double sum = model.offset(output);
    for (int column = 0; column < rows.columns(); column++) {
      sum += model.coefficient(output, column) * rows.at(row, column);
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 200})
  void oneTargetIsThatOfScikitLearn(int count, @TempDir Path folder) {
    Dataset data = single(count);
    double[] told =
        ScikitLearn.told(
            folder,
            """
            from sklearn.cross_decomposition import PLSRegression
            x = given[0].reshape(-1, 40); y = given[1]
            told = [PLSRegression(a, scale=s).fit(x, y).predict(x).ravel()
                    for s in (False, True) for a in (1, 4, 9)]
            """,
            ScikitLearn.doubles(data.rows()),
            ScikitLearn.doubles(((Compositions) data.target()).fractions()));
    int next = 0;
    for (boolean scale : new boolean[] {false, true}) {
      for (int components : new int[] {1, 4, 9}) {
        PlsrTrainer trainer = PlsrTrainer.of(components);
        LinearModel model =
            (scale ? trainer.standardised() : trainer).train(data, PLAN, Progress.SILENT);
        for (int row = 0; row < count; row++) {
          assertEquals(told[next++], told(model, data.rows(), row, 0), 1e-7);
        }
      }
    }
  }

  @Test
  void severalTargetsAreThoseOfThePlainReference() {
    Dataset data = TrainerContractSpectra.compositions(80, 2);
    CentredRows rows = CentredRows.of(Regression.of(data, PLAN), false);
    for (int components : new int[] {1, 3, 8}) {
      double[][] expected = PlainSimpls.coefficients(rows.rows(), rows.targets(), components);
      DMatrixRMaj told = new Simpls(rows, components).coefficients(components);
      double largest = CommonOps_DDRM.elementMaxAbs(told);
      for (int column = 0; column < 40; column++) {
        for (int output = 0; output < 3; output++) {
          assertEquals(expected[column][output], told.get(column, output), 1e-8 * largest);
        }
      }
    }
  }

  @Test
  void allComponentsAreLeastSquares() {
    Dataset data = TrainerContractSpectra.compositions(100, 3);
    FittedPreprocessing few = Preprocessing.parse("bin(6)").fit(data.shape(), data.rows());
    Dataset binned = data.withRows(few.shape(), few.apply(data.rows()));
    LinearModel all = PlsrTrainer.of(7).train(binned, PLAN, Progress.SILENT);
    LinearModel least = RidgeTrainer.of(1e-12).train(binned, PLAN, Progress.SILENT);
    for (int column = 0; column < 7; column++) {
      assertEquals(least.coefficient(2, column), all.coefficient(2, column), 1e-4);
    }
    LinearModel more = PlsrTrainer.of(20).train(binned, PLAN, Progress.SILENT);
    assertEquals(all.coefficient(1, 1), more.coefficient(1, 1));
  }

  @Test
  void importanceIsOneOnRootMeanSquareAndHighestInTheFeatures() {
    Dataset data = TrainerContractSpectra.compositions(200, 4);
    double[] importance =
        PlsrTrainer.choosing().train(data, PLAN, Progress.SILENT).importance().orElseThrow();
    assertEquals(
        40, IntStream.range(0, 40).mapToDouble(i -> importance[i] * importance[i]).sum(), 1e-9);
    // 2190 to 2250 nm are bands 15 to 25; the last bands hold no feature.
    double within =
        IntStream.rangeClosed(15, 25).mapToDouble(i -> importance[i]).average().orElse(0);
    double beyond = IntStream.range(36, 40).mapToDouble(i -> importance[i]).average().orElse(9);
    assertTrue(within > beyond, within + " against " + beyond);
  }

  @Test
  void noMoreComponentsAreKeptThanPay() {
    Dataset data = TrainerContractSpectra.compositions(200, 5);
    Dataset unseen = TrainerContractSpectra.compositions(200, 6);
    double chosen = error(PlsrTrainer.choosing(), data, unseen);
    double one = error(PlsrTrainer.of(1), data, unseen);
    double most = error(PlsrTrainer.of(30), data, unseen);
    assertTrue(chosen < 0.5 * one && chosen < 1.02 * most, chosen + ", " + one + ", " + most);
  }

  private static double error(Trainer trainer, Dataset data, Dataset unseen) {
    float[] told = trainer.train(data, PLAN, Progress.SILENT).predict(unseen.rows()).values();
    float[] truth = ((Compositions) unseen.target()).fractions().values();
    return Math.sqrt(
        IntStream.range(0, told.length)
            .mapToDouble(i -> (told[i] - truth[i]) * (double) (told[i] - truth[i]))
            .average()
            .orElse(0));
  }

  @Test
  void rowsThatSayNothingGiveTheMean() {
    Dataset data = single(10);
    float[] same = new float[10 * 40];
    Dataset flat = data.withRows(data.shape(), new Rows(10, 40, same));
    LinearModel model = PlsrTrainer.of(3).train(flat, PLAN, Progress.SILENT);
    float[] truth = ((Compositions) data.target()).fractions().values();
    double mean = IntStream.range(0, 10).mapToDouble(i -> truth[i]).average().orElse(0);
    assertEquals(mean, model.predict(flat.rows()).at(0, 0), 1e-6);
  }

  @Test
  void aModelIsNoStart() {
    Dataset data = single(10);
    Model known = PlsrTrainer.of(1).train(data, PLAN, Progress.SILENT);
    TrainingPlan onward = new TrainingPlan(1, PLAN.balance(), Optional.of(known));
    assertThrows(
        LearningException.class, () -> PlsrTrainer.of(1).train(data, onward, Progress.SILENT));
  }
}
