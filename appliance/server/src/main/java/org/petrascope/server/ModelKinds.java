package org.petrascope.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.petrascope.formats.Spelling;
import org.petrascope.learning.ExtraTreesTrainer;
import org.petrascope.learning.GaussianProcessTrainer;
import org.petrascope.learning.PlsrTrainer;
import org.petrascope.learning.Preprocessing;
import org.petrascope.learning.Recipes;
import org.petrascope.learning.Report;
import org.petrascope.learning.RidgeTrainer;
import org.petrascope.learning.RowShape;
import org.petrascope.learning.Trainer;
import org.petrascope.tensorflow.CnnTrainer;
import org.petrascope.xgboost.XgboostTrainer;

/**
 * The kinds of model that the appliance trains, each with the preprocessing that serves it. It is
 * fixed: what is chosen by the error at a few hundred rows follows chance more than the rocks.
 */
final class ModelKinds {
  /** Stands for every kind that fits. */
  static final String ALL = "all";

  /** Stands for the kinds that did best on data of like traits. */
  static final String AUTO = "auto";

  /** What serves every kind on spectra of any range. */
  static final Preprocessing ANYTHING = Recipes.DERIVATIVE;

  /** Trees look at one column at a time: what a column says must stand in it alone. */
  private static final Preprocessing SLOPES =
      Preprocessing.parse(
          "snv|derivative(1,window 105 nm,order 2)|bin(10 nm)"
              + " + continuum|absorbance|derivative(1,window 105 nm,order 2)|unit|bin(20 nm)");

  private static final List<ModelKind> KNOWN =
      List.of(
          ModelKind.of(
              "ridge", Recipes.SHARP_WITH_WATER, Recipes.DERIVATIVE, RidgeTrainer.choosing()),
          ModelKind.of(
              "plsr", Recipes.SHARP_WITH_WATER, Recipes.DERIVATIVE, PlsrTrainer.choosing()),
          ModelKind.of(
              "gp", Recipes.SHARP_WITH_WATER, Recipes.BROAD, GaussianProcessTrainer.choosing()),
          ModelKind.ofCompositions(
              "gp-plain", Recipes.BROAD, GaussianProcessTrainer.choosing().plain()),
          ModelKind.ofClasses("gp-sharp", Recipes.SHARP, GaussianProcessTrainer.choosing()),
          ModelKind.of("extratrees", Recipes.SHARP_WITH_WATER, SLOPES, new ExtraTreesTrainer()),
          ModelKind.of("xgboost", Recipes.SHARP_WITH_WATER, SLOPES, new XgboostTrainer()),
          ModelKind.of(
              "cnn1d", Recipes.SHARP_WITH_WATER, Recipes.DERIVATIVE, CnnTrainer.ofSpectra()),
          ModelKind.of(
                  "cnn2d", Recipes.SHARP_WITH_WATER, Recipes.DERIVATIVE, CnnTrainer.ofPatches())
              .readingPatches(),
          ModelKind.of(
                  Deeplearning4j.NAME,
                  Recipes.SHARP_WITH_WATER,
                  Recipes.DERIVATIVE,
                  Deeplearning4j.trainer())
              .onlyByName(Deeplearning4j.BY_NAME));

  private ModelKinds() {}

  /**
   * The kinds of these names for a task; {@code all}, {@code auto}, or no name but the ensemble's,
   * which is always there, is every kind that need not be named.
   *
   * @throws IllegalArgumentException when there is no kind of that name for the task
   */
  static List<ModelKind> of(List<String> names, LearningTask task) {
    List<ModelKind> serving = KNOWN.stream().filter(kind -> kind.serves(task)).toList();
    List<String> wanted = names.stream().filter(name -> !name.equals(Report.ENSEMBLE)).toList();
    if (isEvery(wanted)) {
      return serving.stream()
          .filter(kind -> kind.byName().isEmpty() || wanted.contains(kind.name()))
          .toList();
    }
    List<String> known = new ArrayList<>(serving.stream().map(ModelKind::name).toList());
    known.addAll(List.of(Report.ENSEMBLE, ALL, AUTO));
    for (String name : wanted) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "%s is no kind of model for %s: %s"
                .formatted(name, task.label(), Spelling.suggestion(name, known)));
      }
    }
    return serving.stream().filter(kind -> wanted.contains(kind.name())).toList();
  }

  private static boolean isEvery(List<String> wanted) {
    return wanted.isEmpty() || wanted.contains(ALL) || wanted.contains(AUTO);
  }

  /** What {@link #of} leaves out of every kind, each with the reason. */
  static List<Trainer> leftOut(List<String> names, LearningTask task) {
    List<String> wanted = names.stream().filter(name -> !name.equals(Report.ENSEMBLE)).toList();
    if (!isEvery(wanted)) {
      return List.of();
    }
    List<ModelKind> taken = of(names, task);
    return KNOWN.stream()
        .filter(kind -> !taken.contains(kind))
        .<Trainer>map(kind -> new LeftOutTrainer(kind.name(), kind.whyNot(task)))
        .toList();
  }

  /** Every kind, to open what was trained before. */
  static List<Trainer> trainers() {
    return KNOWN.stream().map(ModelKind::opening).toList();
  }

  /** How each of the kinds prepares its rows, for a model's card. */
  static Map<String, String> preprocessing(
      List<ModelKind> kinds, LearningTask task, RowShape shape) {
    Map<String, String> texts = new LinkedHashMap<>();
    kinds.forEach(kind -> texts.put(kind.name(), kind.preparation(task, shape)));
    return texts;
  }
}
