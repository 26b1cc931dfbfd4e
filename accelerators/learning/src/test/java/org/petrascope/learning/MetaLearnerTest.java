package org.petrascope.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetaLearnerTest {
  private static final Traits SMALL = new Traits("abundance", 100, 20, 200, 1, 4, 0.9, 0.01);
  private static final Traits LARGE = new Traits("abundance", 90000, 90, 200, 1, 4, 0.9, 0.01);
  private static final MetaLearner LEARNED =
      new MetaLearner(
          List.of(
              new MetaLearner.Experience(SMALL, Map.of("gp", 0.1, "forest", 0.12, "cnn", 0.3)),
              new MetaLearner.Experience(LARGE, Map.of("cnn", 0.1, "forest", 0.2, "gp", 0.3))));
  private static final List<Trainer> TRAINERS =
      List.of(new BrokenTrainer("cnn"), new BrokenTrainer("forest"), new BrokenTrainer("gp"));

  @TempDir Path folder;

  @Test
  void likeDatasetsDecide() {
    Traits rather = new Traits("abundance", 150, 30, 210, 1, 4, 0.9, 0.012);
    assertTrue(LEARNED.expectedRank("gp", rather) < LEARNED.expectedRank("forest", rather));
    assertTrue(LEARNED.expectedRank("forest", rather) < LEARNED.expectedRank("cnn", rather));
    assertEquals(
        List.of("forest", "gp"),
        LEARNED.choose(TRAINERS, rather, 2).stream().map(Trainer::name).toList());
    Traits many = new Traits("abundance", 50000, 80, 210, 1, 4, 0.9, 0.012);
    assertEquals(
        List.of("cnn"), LEARNED.choose(TRAINERS, many, 1).stream().map(Trainer::name).toList());
  }

  @Test
  void withoutExperienceOfTheTaskNothingIsLeftOut() {
    Traits classes = new Traits("classify", 100, 20, 200, 1, 4, 0.9, 0.01);
    assertEquals(TRAINERS, LEARNED.choose(TRAINERS, classes, 1));
    assertEquals(TRAINERS, new MetaLearner(List.of()).choose(TRAINERS, SMALL, 1));
  }

  @Test
  void untriedModelIsNeitherGoodNorBad() {
    assertEquals(0.5, LEARNED.expectedRank("new", SMALL));
  }

  @Test
  void tableIsReadBackAndMayBeMissing() throws IOException {
    Path file = folder.resolve("experience.json");
    assertEquals(List.of(), MetaLearner.read(file).experiences());
    LEARNED.write(file);
    assertEquals(LEARNED.experiences(), MetaLearner.read(file).experiences());
    Files.writeString(file, "{\"formatVersion\": 9, \"experiences\": []}");
    assertEquals(
        file + " has format 9, this software reads up to 1: update it",
        assertThrows(LearningException.class, () -> MetaLearner.read(file)).getMessage());
  }

  @Test
  void reportBecomesExperience() {
    Dataset data = TrainerContractSpectra.compositions(80, 1);
    Report report =
        new Training(
                List.of(new PlainTrainer("fine", 1, 0.01), new PlainTrainer("dull", 1, 1e6)),
                ValidationPlan.folds(4, 1),
                TrainingPlan.seeded(1))
            .run(data, Progress.SILENT)
            .report();
    MetaLearner learner = new MetaLearner(List.of()).with(MetaLearner.Experience.of(data, report));
    assertEquals(0, learner.expectedRank("fine", Traits.of(data)));
    assertEquals(1, learner.expectedRank("dull", Traits.of(data)));
  }

  @Test
  void traitsAreReadFromTheRows() {
    Traits traits = Traits.of(TrainerContractSpectra.labels(120, 1));
    assertEquals("classify", traits.task());
    assertEquals(120, traits.rows());
    assertEquals(30, traits.groups());
    assertEquals(1, traits.evenness(), 1e-12);
    assertTrue(traits.noise() > 0.0003 && traits.noise() < 0.05, "noise " + traits.noise());
    assertEquals(0, traits.distance(traits));
    assertTrue(SMALL.distance(LARGE) > 5);
  }
}
