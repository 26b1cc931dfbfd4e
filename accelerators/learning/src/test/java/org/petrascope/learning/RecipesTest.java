package org.petrascope.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RecipesTest {
  private static double error(Preprocessing recipe, Trainer trainer) {
    return Relab.error(new PreprocessedTrainer("recipe", recipe, trainer));
  }

  @Test
  void recipesReadBackAsThemselves() {
    for (Preprocessing recipe :
        List.of(Recipes.DERIVATIVE, Recipes.BROAD, Recipes.SHARP, Recipes.SHARP_WITH_WATER)) {
      assertEquals(recipe, Preprocessing.parse(recipe.toString()));
    }
  }

  @Test
  @Tag("long")
  void gaussianProcessTellsTheMineralsOfUnseenSpecimens() {
    double broad = error(Recipes.BROAD, GaussianProcessTrainer.choosing());
    double derivative = error(Recipes.DERIVATIVE, GaussianProcessTrainer.choosing());
    assertTrue(broad < 12 && derivative < 13 && broad < derivative, broad + ", " + derivative);
  }

  @Test
  @Tag("long")
  void linearModelsTellThemLessWell() {
    double ridge = error(Recipes.BROAD, RidgeTrainer.choosing());
    double plsr = error(Recipes.BROAD, PlsrTrainer.choosing());
    assertTrue(ridge < 15.5 && plsr < 16, ridge + ", " + plsr);
  }
}
