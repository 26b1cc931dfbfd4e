package org.petrascope.learning;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Partial least squares regression of all outputs at once, see {@link Simpls}; for classes this is
 * discriminant analysis (PLS-DA).
 *
 * <p>How many components are kept is chosen by five-fold validation inside the training rows, with
 * groups whole: the fewest whose error is within one per cent of the least. The error falls slowly
 * over many components: the usual rule of one standard error stops too early for that, and the
 * least itself is mostly chance.
 */
public final class PlsrTrainer implements Trainer {
  private static final String NAME = "plsr";
  private static final int COMPONENTS_MAX = 30;
  private static final int FOLDS = 5;
  private static final double NEARLY = 1.01;

  /** Rows by which the number of components is chosen, of more a random choice. */
  private static final int ROWS_CHOOSING_MAX = 4000;

  private final int components;
  private final boolean standardise;

  private PlsrTrainer(int components, boolean standardise) {
    this.components = components;
    this.standardise = standardise;
  }

  /** Chooses the number of components, {@value #COMPONENTS_MAX} at most. */
  public static PlsrTrainer choosing() {
    return new PlsrTrainer(0, false);
  }

  /** With so many components, fewer only where the rows hold no more. */
  public static PlsrTrainer of(int components) {
    if (components < 1) {
      throw new IllegalArgumentException(
          "%d components are asked for, at least 1 is needed".formatted(components));
    }
    return new PlsrTrainer(components, false);
  }

  /** The same on columns of deviation one. */
  public PlsrTrainer standardised() {
    return new PlsrTrainer(components, true);
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
  public LinearModel train(Dataset data, TrainingPlan plan, Progress progress) {
    progress.report(0, "reading rows");
    if (plan.warmStart().isPresent()) {
      throw new LearningException(
          "training of %s cannot go on from a model: train it anew, or take ridge".formatted(NAME));
    }
    Regression regression = Regression.of(data, plan);
    int kept = components > 0 ? components : chosen(regression, progress.part(0, 0.8, "choosing"));
    progress.report(0.8, "solving");
    CentredRows rows = CentredRows.of(regression, standardise);
    Simpls simpls = new Simpls(rows, kept);
    return rows.model(
        Outline.of(NAME, data),
        simpls.coefficients(simpls.components()),
        simpls.importance(simpls.components()));
  }

  private int chosen(Regression regression, Progress progress) {
    Regression some = regression.thinned(ROWS_CHOOSING_MAX);
    List<int[]> folds = folds(some.rowsByGroup());
    double[] errors = new double[COMPONENTS_MAX];
    for (int fold = 0; fold < folds.size(); fold++) {
      progress.report((double) fold / folds.size(), "components");
      addErrors(some, folds.get(fold), errors);
    }
    double least = Double.POSITIVE_INFINITY;
    for (double error : errors) {
      least = Math.min(least, error);
    }
    int kept = 0;
    while (!(Math.sqrt(errors[kept]) <= NEARLY * Math.sqrt(least))) {
      kept++;
    }
    return kept + 1;
  }

  /** Groups dealt to the fold of the fewest rows, the largest first. */
  private static List<int[]> folds(List<int[]> groups) {
    List<int[]> largestFirst = new ArrayList<>(groups);
    largestFirst.sort(Comparator.comparingInt(group -> -group.length));
    List<List<Integer>> folds = new ArrayList<>();
    for (int fold = 0; fold < Math.min(FOLDS, groups.size()); fold++) {
      folds.add(new ArrayList<>());
    }
    for (int[] group : largestFirst) {
      List<Integer> emptiest =
          folds.stream().min(Comparator.comparingInt(List::size)).orElseThrow();
      IntStream.of(group).forEach(emptiest::add);
    }
    return folds.stream().map(f -> f.stream().mapToInt(Integer::intValue).toArray()).toList();
  }

  // Errors of 1, 2, ... components; where no more are found the last one's stand.
  private void addErrors(Regression regression, int[] left, double[] errors) {
    boolean[] isLeft = new boolean[regression.count()];
    for (int row : left) {
      isLeft[row] = true;
    }
    int[] rest = IntStream.range(0, isLeft.length).filter(row -> !isLeft[row]).toArray();
    CentredRows rows = CentredRows.of(regression.select(rest), standardise);
    Simpls simpls = new Simpls(rows, errors.length);
    Regression unseen = regression.select(left);
    DMatrixRMaj coefficients = simpls.coefficients(0);
    double error = rows.squaredError(coefficients, unseen);
    for (int component = 0; component < errors.length; component++) {
      if (component < simpls.components()) {
        simpls.addTo(coefficients, component);
        error = rows.squaredError(coefficients, unseen);
      }
      errors[component] += error;
    }
  }

  @Override
  public LinearModel open(Path folder) {
    return LinearModel.open(folder, NAME);
  }
}
