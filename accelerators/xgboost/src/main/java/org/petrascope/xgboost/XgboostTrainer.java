package org.petrascope.xgboost;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import ml.dmlc.xgboost4j.java.DMatrix;
import org.petrascope.learning.Dataset;
import org.petrascope.learning.InnerSplit;
import org.petrascope.learning.KnownRows;
import org.petrascope.learning.Labels;
import org.petrascope.learning.LearningException;
import org.petrascope.learning.LibraryVersion;
import org.petrascope.learning.Model;
import org.petrascope.learning.Progress;
import org.petrascope.learning.RowShape;
import org.petrascope.learning.Target;
import org.petrascope.learning.Trainer;
import org.petrascope.learning.TrainingPlan;

/**
 * Gradient boosted trees (Chen and Guestrin 2016, doi:10.1145/2939672.2939785) on XGBoost: classes
 * by softmax, compositions by squared error, a tree an output every round. How many rounds is
 * decided on groups held out; then they are grown again from all rows. On the CPU, with one thread.
 */
public final class XgboostTrainer implements Trainer {
  static final String NAME = "xgboost";

  private static final double HELD_OUT = 0.2;
  private static final double SEARCH = 0.5;
  private static final double COLUMNS_LEAST = 8;

  /** Values of a column that a split tells apart; 256 take five times as long and tell no more. */
  private static final int BINS = 64;

  private final Settings settings;

  /**
   * How trees are boosted.
   *
   * @param roundsMax rounds at most, and when there are too few groups to hold some out
   * @param patience rounds without a better one after which the search for their number ends
   * @param rate share of a tree's answer that is added
   * @param depth splits on the way to a leaf, at most
   * @param rowShare share of the rows that grow a tree
   * @param columnShare share of the columns that a node may ask, though no fewer than eight
   */
  public record Settings(
      int roundsMax, int patience, double rate, int depth, double rowShare, double columnShare) {
    public static final Settings USUAL = new Settings(500, 40, 0.04, 5, 0.5, 0.05);

    public Settings {
      if (roundsMax < 1 || patience < 1 || depth < 1) {
        throw new IllegalArgumentException(
            "%d rounds, patience %d, depth %d: all must be at least 1"
                .formatted(roundsMax, patience, depth));
      }
      if (!(rate > 0 && rate <= 1 && rowShare > 0 && rowShare <= 1)
          || !(columnShare > 0 && columnShare <= 1)) {
        throw new IllegalArgumentException(
            "rate %s, share of rows %s, share of columns %s: all must be above 0 and at most 1"
                .formatted(rate, rowShare, columnShare));
      }
    }

    private Map<String, Object> parameters(long seed, int columns) {
      Map<String, Object> parameters = new HashMap<>();
      parameters.put("device", "cpu");
      parameters.put("nthread", 1);
      parameters.put("verbosity", 0);
      parameters.put("tree_method", "hist");
      parameters.put("max_bin", BINS);
      parameters.put("seed", (int) (seed ^ seed >>> 32) & Integer.MAX_VALUE);
      parameters.put("seed_per_iteration", true);
      parameters.put("eta", rate);
      parameters.put("max_depth", depth);
      parameters.put("subsample", rowShare);
      parameters.put(
          "colsample_bynode", Math.max(columnShare, Math.min(1, COLUMNS_LEAST / columns)));
      return parameters;
    }
  }

  public XgboostTrainer() {
    this(Settings.USUAL);
  }

  public XgboostTrainer(Settings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> unfit(RowShape shape, Target target) {
    if (target instanceof Labels && target.names().size() < 2) {
      return Optional.of("xgboost tells classes apart, and there is one only");
    }
    return NativeLibrary.missing();
  }

  @Override
  public boolean goesOn() {
    return true;
  }

  @Override
  public Map<String, String> libraries() {
    return Map.of(NAME, LibraryVersion.of(DMatrix.class, "/xgboost4j-version.properties"));
  }

  @Override
  public Model train(Dataset data, TrainingPlan plan, Progress progress) {
    unfit(data.shape(), data.target())
        .ifPresent(
            why -> {
              throw new LearningException(why);
            });
    plan.warmStart().ifPresent(model -> requireAlike(model, data));
    progress.report(0, "");
    KnownRows known = KnownRows.of(data, plan.balance());
    InnerSplit split = InnerSplit.of(known.data(), HELD_OUT, plan.seed());
    int rounds =
        split.validating().length == 0
            ? settings.roundsMax
            : rounds(
                known.select(split.teaching()),
                known.select(split.validating()),
                plan,
                progress.part(0, SEARCH, "how many rounds"));
    try (Boosting boosting = boosting(known, plan)) {
      Progress growing = progress.part(SEARCH, 1, "");
      for (int round = 0; round < rounds; round++) {
        growing.report((double) round / rounds, "round %d of %d".formatted(round + 1, rounds));
        boosting.grow();
      }
      return XgboostModel.of(
          XgboostModel.description(data.shape(), data.target().names(), data.target().task()),
          boosting.file());
    }
  }

  // After how many rounds the rows held out are answered best.
  private int rounds(
      KnownRows teaching, KnownRows validating, TrainingPlan plan, Progress progress) {
    Loss loss = loss(validating, plan);
    DMatrix rows = Boosting.matrix(validating.data());
    try (Boosting boosting = boosting(teaching, plan)) {
      double least = Double.POSITIVE_INFINITY;
      int best = 1;
      for (int round = 1;
          round <= settings.roundsMax && round - best <= settings.patience;
          round++) {
        progress.report((double) round / settings.roundsMax, "round " + round);
        boosting.grow();
        double mean = loss.mean(boosting.margins(rows));
        if (mean < least) {
          least = mean;
          best = round;
        }
      }
      return best;
    } finally {
      rows.dispose();
    }
  }

  private Boosting boosting(KnownRows known, TrainingPlan plan) {
    Map<String, Object> parameters =
        settings.parameters(plan.seed(), known.data().shape().columns());
    Loss loss = loss(known, plan);
    return plan.warmStart()
        .map(model -> Boosting.goOn(((XgboostModel) model).booster(), known, loss, parameters))
        .orElseGet(() -> Boosting.begin(known, loss, parameters));
  }

  private static Loss loss(KnownRows known, TrainingPlan plan) {
    return new Loss(known, plan.balance() == TrainingPlan.ClassBalance.FOCAL);
  }

  private static void requireAlike(Model model, Dataset data) {
    Target target = data.target();
    if (!(model instanceof XgboostModel known)
        || !known.shape().equals(data.shape())
        || !known.names().equals(target.names())
        || !known.task().equals(target.task())) {
      throw new LearningException(
          "xgboost cannot go on from a model of kind '%s' for %s that tells %s: give it one of xgboost for %s that tells %s"
              .formatted(model.kind(), model.shape(), model.names(), data.shape(), target.names()));
    }
  }

  @Override
  public Model open(Path folder) {
    return XgboostModel.open(folder);
  }
}
