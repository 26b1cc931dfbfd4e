package org.petrascope.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.petrascope.formats.Spelling;
import org.petrascope.learning.GaussianProcessTrainer;
import org.petrascope.learning.PlsrTrainer;
import org.petrascope.learning.Report;
import org.petrascope.learning.RidgeTrainer;
import org.petrascope.learning.Trainer;
import org.petrascope.tensorflow.Cnn1dTrainer;
import org.petrascope.tensorflow.Cnn2dTrainer;

/**
 * The kinds of model that the appliance trains, each with the preprocessing that served it best on
 * spectra of rocks that were measured: what is chosen by the error at a few hundred rows follows
 * chance more than it follows the rocks, so it is fixed. Widths are in nm and fit any instrument.
 */
final class Recipes {
  /** Stands for every kind that fits. */
  static final String ALL = "all";

  private static final String SLOPES = "snv|derivative(1,window 55 nm,order 2)";

  /**
   * The visible end tells colour more than composition, 1100 to 1500 nm tell olivine, pyroxene and
   * plagioclase apart; ranges that an instrument lacks do nothing.
   */
  private static final String EMPHASIS = "emphasise(350,750,0.25;1100,1500,2)|bin(10 nm)";

  /** The shape of bands, of weak ones as well as of deep ones. */
  private static final String SHAPES =
      String.join(
          " + ",
          "0.4 * snv|derivative(1,window 55 nm,order 2)|" + EMPHASIS,
          "0.4 * continuum|absorbance|derivative(1,window 105 nm,order 2)|unit|" + EMPHASIS,
          "0.2 * snv|" + EMPHASIS,
          "0.2 * continuum|absorbance|log|derivative(2,window 105 nm,order 2)|unit|bin(10 nm)");

  private static final String FOR_NETWORKS = "snv|bin(10 nm)";

  private static final List<Recipe> KNOWN =
      List.of(
          new Recipe("ridge", SLOPES, SLOPES, true, RidgeTrainer.choosing()),
          new Recipe("plsr", SLOPES, SLOPES, false, PlsrTrainer.choosing()),
          new Recipe("gp", SHAPES, SHAPES, false, GaussianProcessTrainer.choosing()),
          new Recipe("gp-plain", SHAPES, SHAPES, false, GaussianProcessTrainer.choosing().plain()),
          new Recipe("cnn1d", FOR_NETWORKS, FOR_NETWORKS, true, new Cnn1dTrainer()),
          new Recipe("cnn2d", FOR_NETWORKS, FOR_NETWORKS, true, new Cnn2dTrainer()));

  private Recipes() {}

  /** The names of all kinds. */
  static List<String> names() {
    return KNOWN.stream().map(Recipe::name).toList();
  }

  /**
   * The recipes of these names; {@code all} or no name but the ensemble's, which is always there,
   * is every kind.
   */
  static List<Recipe> of(List<String> names) {
    List<Recipe> chosen = new ArrayList<>();
    List<String> wanted = names.stream().filter(name -> !name.equals(Report.ENSEMBLE)).toList();
    if (wanted.isEmpty() || wanted.contains(ALL)) {
      return KNOWN;
    }
    for (String name : wanted) {
      Recipe recipe =
          KNOWN.stream()
              .filter(known -> known.name().equals(name))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException(unknown(name)));
      if (!chosen.contains(recipe)) {
        chosen.add(recipe);
      }
    }
    return List.copyOf(chosen);
  }

  /** Why there is no kind of this name. */
  static String unknown(String name) {
    List<String> all = new ArrayList<>(names());
    all.addAll(List.of(Report.ENSEMBLE, ALL));
    return "%s is no kind of model: %s".formatted(name, Spelling.suggestion(name, all));
  }

  /** Every kind, to open what was trained before; how rows are prepared is in the model's files. */
  static List<Trainer> trainers() {
    return KNOWN.stream().map(recipe -> recipe.trainer(LearningTask.ABUNDANCE)).toList();
  }

  /** How each of the recipes prepares its rows, for a model's card. */
  static Map<String, String> preprocessing(List<Recipe> recipes, LearningTask task) {
    Map<String, String> texts = new LinkedHashMap<>();
    recipes.forEach(recipe -> texts.put(recipe.name(), recipe.preprocessing(task)));
    return texts;
  }
}
