package org.petrascope.learning;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Ridge regression of all outputs at once (Hoerl and Kennard 1970, doi:10.2307/1267351):
 * coefficients B that make {@code sum w |y - offset - B x|^2 + penalty |B|^2} least. Going on from
 * a model of another site, it is the change of that model's coefficients that is penalised.
 */
public final class RidgeTrainer implements Trainer {
  private static final String NAME = "ridge";

  /** Rows by which the penalty is chosen, of more a random choice. */
  private static final int ROWS_CHOOSING_MAX = 1000;

  private final OptionalDouble penalty;
  private final boolean standardise;

  private RidgeTrainer(OptionalDouble penalty, boolean standardise) {
    this.penalty = penalty;
    this.standardise = standardise;
  }

  /** Chooses the penalty by the error at groups of rows that were left out. */
  public static RidgeTrainer choosing() {
    return new RidgeTrainer(OptionalDouble.empty(), false);
  }

  /** With this penalty, above 0. */
  public static RidgeTrainer of(double penalty) {
    if (!(penalty > 0)) {
      throw new IllegalArgumentException("penalty is %s, it must be above 0".formatted(penalty));
    }
    return new RidgeTrainer(OptionalDouble.of(penalty), false);
  }

  /** The same on columns of deviation one. */
  public RidgeTrainer standardised() {
    return new RidgeTrainer(penalty, true);
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
  public boolean goesOn() {
    return true;
  }

  @Override
  public LinearModel train(Dataset data, TrainingPlan plan, Progress progress) {
    progress.report(0, "reading rows");
    Optional<LinearModel> known = plan.warmStart().map(model -> known(model, data));
    Regression all = Regression.of(data, plan);
    Regression regression = known.map(model -> all.less(model.sums(all.rows()))).orElse(all);
    double absolute =
        penalty.isPresent() ? penalty.getAsDouble() : chosen(regression, standardise, progress);
    progress.report(0.7, "solving");
    CentredRows rows = CentredRows.of(regression, standardise);
    LinearModel model = rows.model(Outline.of(NAME, data), coefficients(rows, absolute));
    return known.map(model::plus).orElse(model);
  }

  private static double chosen(Regression regression, boolean standardise, Progress progress) {
    progress.report(0.1, "choosing the penalty");
    Regression some = regression.thinned(ROWS_CHOOSING_MAX);
    CentredRows rows = CentredRows.of(some, standardise);
    double best = new RidgePath(rows, some.rowsByGroup()).best();
    return best * regression.count() / some.count();
  }

  private static LinearModel known(Model model, Dataset data) {
    if (model instanceof LinearModel linear
        && linear.kind().equals(NAME)
        && linear.shape().equals(data.shape())
        && linear.names().equals(data.target().names())) {
      return linear;
    }
    throw new LearningException(
        "training of %s on %s for %s cannot go on from a %s model of %s for %s: start from one that fits"
            .formatted(
                NAME,
                data.shape(),
                data.target().names(),
                model.kind(),
                model.shape(),
                model.names()));
  }

  // (X'X + penalty I)^-1 X'Y, or X'(X X' + penalty I)^-1 Y where rows are fewer than columns.
  private static DMatrixRMaj coefficients(CentredRows rows, double penalty) {
    boolean dual = rows.count() < rows.columns();
    DMatrixRMaj x = rows.rows();
    int size = Math.min(rows.count(), rows.columns());
    DMatrixRMaj gram = new DMatrixRMaj(size, size);
    DMatrixRMaj right = new DMatrixRMaj(size, rows.outputs());
    if (dual) {
      CommonOps_DDRM.multOuter(x, gram);
      right.setTo(rows.targets());
    } else {
      CommonOps_DDRM.multInner(x, gram);
      CommonOps_DDRM.multTransA(x, rows.targets(), right);
    }
    for (int i = 0; i < size; i++) {
      gram.add(i, i, penalty);
    }
    DMatrixRMaj solved = new DMatrixRMaj(size, rows.outputs());
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(size);
    if (!solver.setA(gram)) {
      throw new LearningException(
          "a penalty of %s is lost in the rounding of %d x %d squares: take a larger one"
              .formatted(penalty, size, size));
    }
    solver.solve(right, solved);
    if (!dual) {
      return solved;
    }
    DMatrixRMaj coefficients = new DMatrixRMaj(rows.columns(), rows.outputs());
    CommonOps_DDRM.multTransA(x, solved, coefficients);
    return coefficients;
  }

  @Override
  public Model open(Path folder) {
    return LinearModel.open(folder, NAME);
  }
}
