package org.petrascope.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.petrascope.kernels.Simplex;
import org.petrascope.learning.Compositions;
import org.petrascope.learning.Dataset;
import org.petrascope.learning.ExtraTreesTrainer;
import org.petrascope.learning.FlatForest;
import org.petrascope.learning.Labels;
import org.petrascope.learning.LinearModel;
import org.petrascope.learning.Model;
import org.petrascope.learning.ModelFile;
import org.petrascope.learning.PlsrTrainer;
import org.petrascope.learning.Progress;
import org.petrascope.learning.RidgeTrainer;
import org.petrascope.learning.Rows;
import org.petrascope.learning.Trainer;
import org.petrascope.learning.TrainingPlan;
import org.petrascope.xgboost.XgboostTrainer;

/**
 * Predicting and closure beside scikit-learn, XGBoost and NumPy, with the same model on both sides:
 * linear models are trained here and handed over, trees are grown there and handed back.
 */
public final class LearningSideBySide implements Match.Sides {
  private static final int ROUNDS = 15;
  private static final int TREES = 300;
  private static final int TEACHING = 600;
  private static final int TREE_ROWS = 4096;
  private static final int LINEAR_ROWS = 40_960;
  private static final int CLOSED_ROWS = 262_144;
  private static final int CLASSES = 12;
  private static final int COMPONENTS = 10;
  private static final long SEED = 20260101;
  private static final TrainingPlan PLAN = TrainingPlan.seeded(SEED);

  private final List<Linear> linear = new ArrayList<>();
  private final List<Rows> unclosed = new ArrayList<>();
  private final Dataset compositions;
  private final Dataset classes;
  private final Rows composed;
  private final Rows classed;

  /** A linear model of both sides and the rows it is asked about. */
  private record Linear(String kind, LinearModel model, Rows rows) {
    String size() {
      return "%d bands x %d targets".formatted(rows.columns(), model.names().size());
    }

    String command() {
      return "%s-%d-%d".formatted(kind, rows.columns(), model.names().size());
    }
  }

  private LearningSideBySide() {
    for (int bands : new int[] {224, 401}) {
      for (int targets : new int[] {4, 12}) {
        var mixtures = new Mixtures(bands, targets, SEED);
        Dataset teaching = mixtures.compositions(TEACHING);
        Rows rows = mixtures.compositions(LINEAR_ROWS).rows();
        linear.add(linear("ridge", RidgeTrainer.of(0.01), teaching, rows));
        if (bands == 224 == (targets == 12)) {
          linear.add(linear("plsr", PlsrTrainer.of(COMPONENTS), teaching, rows));
        }
      }
    }
    var random = new SplittableRandom(SEED);
    for (int parts : new int[] {4, 12}) {
      float[] rows = new float[CLOSED_ROWS * parts];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = (float) (1.0 / parts + 0.2 * random.nextGaussian());
      }
      unclosed.add(new Rows(CLOSED_ROWS, parts, rows));
    }
    var four = new Mixtures(401, 4, SEED + 1);
    compositions = four.compositions(TEACHING);
    composed = four.compositions(TREE_ROWS).rows();
    var twelve = new Mixtures(401, CLASSES, SEED + 2);
    classes = twelve.classes(2 * TEACHING);
    classed = twelve.classes(TREE_ROWS).rows();
  }

  private static Linear linear(String kind, Trainer trainer, Dataset teaching, Rows rows) {
    return new Linear(kind, (LinearModel) trainer.train(teaching, PLAN, Progress.SILENT), rows);
  }

  /** Arguments: the Python interpreter, the Python side, the file for the table. */
  public static void main(String[] args) throws Exception {
    Match.run(new LearningSideBySide(), args);
  }

  @Override
  public void write(Path folder) throws IOException {
    for (Linear l : linear) {
      int targets = l.model.names().size();
      int bands = l.rows.columns();
      float[] coefficients = new float[targets * bands];
      for (int i = 0; i < coefficients.length; i++) {
        coefficients[i] = (float) l.model.coefficient(i / bands, i % bands);
      }
      float[] offsets = new float[targets];
      for (int target = 0; target < targets; target++) {
        offsets[target] = (float) l.model.offset(target);
      }
      Workload.write(folder.resolve(l.command() + "-coefficients"), coefficients);
      Workload.write(folder.resolve(l.command() + "-offsets"), offsets);
      Workload.write(folder.resolve(l.command() + "-rows"), l.rows.values());
    }
    for (Rows rows : unclosed) {
      Workload.write(folder.resolve("closure-%d-rows".formatted(rows.columns())), rows.values());
    }
    Workload.write(folder.resolve("compositions-rows"), compositions.rows().values());
    Workload.write(folder.resolve("compositions"), fractions().values());
    Workload.write(folder.resolve("composed-rows"), composed.values());
    Workload.write(folder.resolve("classes-rows"), classes.rows().values());
    float[] labels = new float[classes.size()];
    for (int row = 0; row < labels.length; row++) {
      labels[row] = ((Labels) classes.target()).label(row);
    }
    Workload.write(folder.resolve("classes"), labels);
    Workload.write(folder.resolve("classed-rows"), classed.values());
  }

  private Rows fractions() {
    return ((Compositions) compositions.target()).fractions();
  }

  @Override
  public String report(Match match) throws IOException, InterruptedException, ExecutionException {
    String training = training(match.peer());
    List<Contest> contests = new ArrayList<>();
    contests.add(trees(match.folder()));
    contests.add(boosted(match));
    for (Linear l : linear) {
      contests.addAll(products(l));
    }
    for (Rows rows : unclosed) {
      contests.add(closure(rows));
    }
    return """
    # Learning side by side

    %s
    Both sides have %d threads where their library uses them, float32 rows, and the same model: linear
    models are trained by Petrascope and handed over, trees are grown by the other side and handed back.
    Ours is the whole prediction of a model, with the memory of its result, but for closure, which
    works in place on a copy made within the time.

    %s
    %s

    %s
    """
        .formatted(
            Match.rules(ROUNDS),
            Match.CORES,
            match.table(contests, ROUNDS),
            training,
            match.machine());
  }

  /** Trains the same forest on both sides, twice in turns; keeps that of the other side. */
  private String training(Peer peer) throws IOException {
    var settings =
        new ExtraTreesTrainer.Settings(
            TREES, ExtraTreesTrainer.Candidates.SQUARE_ROOT, ExtraTreesTrainer.Candidates.THIRD, 1);
    double ours = Double.POSITIVE_INFINITY;
    double theirs = Double.POSITIVE_INFINITY;
    for (int round = 0; round < 2; round++) {
      theirs = Math.min(theirs, peer.time("grow").clock());
      long startNs = System.nanoTime();
      new ExtraTreesTrainer(settings).train(compositions, PLAN, Progress.SILENT);
      ours = Math.min(ours, (System.nanoTime() - startNs) / 1e9);
    }
    return """
    For information, nothing is promised: training %d extremely randomised trees on %s with %d targets,
    a third of the bands tried at a node, takes %.2f s here and %.2f s there (best of 2)."""
        .formatted(TREES, compositions.rows(), fractions().columns(), ours, theirs);
  }

  private Contest trees(Path folder) throws IOException {
    FlatForest forest = SharedForest.read(folder, composed.columns(), fractions().columns());
    return predicting(
        "ExtraTrees, %d trees, %d bands x %d targets"
            .formatted(TREES, composed.columns(), fractions().columns()),
        "trees",
        "scikit-learn, ExtraTreesRegressor, n_jobs=2",
        2,
        composed,
        forest::predict);
  }

  private Contest boosted(Match match) throws IOException {
    match.peer().time("boost");
    Path folder = Files.createDirectories(match.folder().resolve("boosted"));
    ModelFile.describing("xgboost", classes.shape(), classes.target().names())
        .with("task", classes.target().task())
        .write(folder.resolve(ModelFile.NAME));
    Model model = new XgboostTrainer().open(folder);
    return predicting(
        "XGBoost, 60 rounds of depth 6, %d bands x %d classes"
            .formatted(classed.columns(), CLASSES),
        "boosted",
        "XGBoost, inplace_predict, nthread=2",
        1.5,
        classed,
        model::predict);
  }

  private static List<Contest> products(Linear l) {
    boolean plsr = l.kind.equals("plsr");
    String name = (plsr ? "PLSR, " : "Ridge, ") + l.size();
    Contest beside =
        predicting(name, l.command(), "scikit-learn, Ridge", 1, l.rows, l.model::predict);
    if (!plsr) {
      return List.of(beside);
    }
    String own = l.command() + "-own";
    return List.of(
        beside, predicting(name, own, "scikit-learn, PLSRegression", 4, l.rows, l.model::predict));
  }

  /** A prediction that shares its rows among the threads itself. */
  private static Contest predicting(
      String name,
      String command,
      String rival,
      double least,
      Rows rows,
      Function<Rows, Rows> model) {
    List<Rows> last = new ArrayList<>(List.of(model.apply(rows)));
    return new Contest(
        name + ", %d rows".formatted(rows.count()),
        command,
        rival,
        1,
        1,
        rows.count(),
        "rows",
        least,
        (from, to) -> {
          if (to > from) {
            last.set(0, model.apply(rows));
          }
        },
        () -> last.getFirst().values(),
        1e-5);
  }

  private static Contest closure(Rows rows) {
    int parts = rows.columns();
    float[] closed = new float[rows.values().length];
    return new Contest(
        "closure of %d components, %d rows".formatted(parts, CLOSED_ROWS),
        "closure-" + parts,
        "NumPy, projection by sorting, all rows at once",
        CLOSED_ROWS,
        CLOSED_ROWS,
        1,
        "rows",
        5,
        (from, to) -> {
          System.arraycopy(rows.values(), from * parts, closed, from * parts, (to - from) * parts);
          Simplex.close(closed, parts, from, to);
        },
        () -> closed,
        1e-6);
  }
}
