package org.petrascope.learning;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * Gaussian process regression of all outputs with one covariance (Rasmussen and Williams 2006):
 * Matern 3/2 over the distance of rows, in units of their median distance, and noise. It is exact,
 * so it keeps at most {@value #ROWS_MAX} rows; of more, those that cover the others, see {@link
 * FarthestPoints}.
 *
 * <p>Only the noise is chosen, among a few, by the error at groups left out: lengths and weights of
 * columns chosen in the same way follow chance (on RELAB spectra by half a percentage point).
 * Compositions that close are learned as their powers of 0.6. Classes are learned as 1 and 0, the
 * noise of a row is divided by its weight.
 */
public final class GaussianProcessTrainer implements Trainer {
  static final String NAME = "gp";
  private static final int ROWS_MAX = 2000;
  private static final int ROWS_CHOOSING_MAX = 800;
  private static final double[] NOISES = {0.2, 0.06, 0.02, 0.006};
  private static final double POWER = 0.6;

  private final double[] noises;
  private final double power;

  private GaussianProcessTrainer(double power, double... noises) {
    this.noises = noises;
    this.power = power;
  }

  /** Chooses the noise. */
  public static GaussianProcessTrainer choosing() {
    return new GaussianProcessTrainer(POWER, NOISES);
  }

  /** With this variance of the noise, as a share of the signal's, above 0. */
  public static GaussianProcessTrainer of(double noise) {
    if (!(noise > 0)) {
      throw new IllegalArgumentException("noise is %s, it must be above 0".formatted(noise));
    }
    return new GaussianProcessTrainer(POWER, noise);
  }

  /** The same, learning fractions as they are. */
  public GaussianProcessTrainer plain() {
    return new GaussianProcessTrainer(1, noises);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> unfit(RowShape shape, Target target) {
    return Optional.empty();
  }

  @Override
  public Model train(Dataset data, TrainingPlan plan, Progress progress) {
    progress.report(0, "reading rows");
    if (plan.warmStart().isPresent()) {
      throw new LearningException(
          "training of %s cannot go on from a model: train it anew on the rows of both sites"
              .formatted(NAME));
    }
    Regression all = Regression.of(data, plan);
    Regression kept =
        all.count() <= ROWS_MAX
            ? all
            : all.select(FarthestPoints.of(all.rows(), ROWS_MAX, plan.seed()));
    PowerScale scale = new PowerScale(closes(data.target()) ? power : 1);
    double noise = noises.length == 1 ? noises[0] : chosen(kept, scale, progress);
    progress.report(0.7, "solving");
    return fitted(Outline.of(NAME, data), kept, scale, noise);
  }

  private static boolean closes(Target target) {
    return target instanceof Compositions compositions && compositions.closes();
  }

  private double chosen(Regression kept, PowerScale scale, Progress progress) {
    Regression some = kept.thinned(ROWS_CHOOSING_MAX);
    GaussianProcess process = GaussianProcess.ofTypicalLength(some.rows());
    ScaledTargets targets = new ScaledTargets(some, scale);
    double best = noises[0];
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < noises.length; i++) {
      progress.report(0.7 * i / noises.length, "choosing the noise");
      double[] noise = noise(some, noises[i]);
      LeftOutGroups left =
          new LeftOutGroups(process.inverse(noise), targets.matrix(), some.rowsByGroup());
      double error = targets.squaredError(left);
      if (error < least) {
        least = error;
        best = noises[i];
      }
    }
    return best;
  }

  private static double[] noise(Regression regression, double noise) {
    return Arrays.stream(regression.weights()).map(weight -> noise / weight).toArray();
  }

  private static Model fitted(Outline outline, Regression kept, PowerScale scale, double noise) {
    GaussianProcess process = GaussianProcess.ofTypicalLength(kept.rows());
    ScaledTargets targets = new ScaledTargets(kept, scale);
    double[] rowNoise = noise(kept, noise);
    DMatrixRMaj inverse = process.inverse(rowNoise);
    DMatrixRMaj weights = GaussianProcess.weights(inverse, targets.matrix());
    LeftOutGroups left = new LeftOutGroups(inverse, targets.matrix(), kept.rowsByGroup());
    double[] spreads = new double[kept.outputs()];
    for (int output = 0; output < spreads.length; output++) {
      spreads[output] = Math.sqrt(left.calibration(output));
    }
    double[] allNoise = Arrays.copyOf(rowNoise, rowNoise.length + 1);
    allNoise[rowNoise.length] = noise;
    return new GaussianProcessModel(
            outline, process, scale, weights.data, targets.means(), spreads, allNoise)
        .with(inverse);
  }

  @Override
  public Model open(Path folder) {
    return GaussianProcessModel.open(folder);
  }
}
