package org.petrascope.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.petrascope.learning.TrainingPlan.ClassBalance;
import org.petrascope.learning.ValidationPlan;
import org.petrascope.store.Store;

/**
 * Reads what a request wants to learn from and how; files are named as they lie in the inbox. A
 * model to go on from is one of the appliance's own.
 */
final class ModelOrders {
  private static final Range REPEATS = new Range(1, TrainingOrder.REPEATS_MAX);
  private static final Range SEEDS = new Range(0, Integer.MAX_VALUE);

  private final Inbox inbox;
  private final Store store;
  private final Experiences experiences;

  ModelOrders(Inbox inbox, Store store) {
    this.inbox = inbox;
    this.store = store;
    this.experiences = new Experiences(store.root().resolve("experience.json"));
  }

  TrainingOrder training(Section body) {
    LearningTask task = body.requiredChoice("task", LearningTask::of, LearningTask.ABUNDANCE);
    return new TrainingOrder(
        body.requiredText("name"),
        tables(body, task),
        task,
        models(body, task),
        validation(body),
        body.integer("seed", SEEDS, (int) TrainingOrder.SEED_DEFAULT),
        body.flag("focal") ? ClassBalance.FOCAL : ClassBalance.WEIGHTED,
        Optional.of(experiences),
        warmStart(body),
        body.text("licence", ""));
  }

  private TableOrder tables(Section body, LearningTask task) {
    List<String> spectra = body.texts("spectra");
    List<String> targets = body.texts("target");
    if (spectra.isEmpty()) {
      body.problem("spectra", "is missing: name a table in the inbox");
    }
    if (targets.isEmpty()) {
      body.problem("target", "is missing: name the column to learn");
    }
    return new TableOrder(
        files(spectra),
        files(body.texts("labels")),
        body.text("join", ""),
        body.text("id", ""),
        targets,
        task,
        body.text("group", ""),
        body.choice("targetUnit", Optional.empty(), unit -> Optional.of(TargetUnit.of(unit))),
        files(body.texts("library")).stream().findFirst(),
        body.flag("resample"));
  }

  private List<Path> files(List<String> names) {
    return names.stream().map(inbox::require).toList();
  }

  private static List<String> models(Section body, LearningTask task) {
    List<String> names = body.texts("models");
    try {
      ModelKinds.of(names, task);
      return names;
    } catch (IllegalArgumentException e) {
      body.problem("models", "is refused: " + e.getMessage());
      return List.of();
    }
  }

  private static ValidationPlan validation(Section body) {
    int repeats = body.integer("repeats", REPEATS, TrainingOrder.REPEATS_DEFAULT);
    String usual = String.valueOf(TrainingOrder.FOLDS_DEFAULT);
    ValidationPlan validation =
        body.hasNumber("folds")
            ? ValidationPlan.folds(
                body.integer(
                    "folds", new Range(2, TrainingOrder.FOLDS_MAX), TrainingOrder.FOLDS_DEFAULT),
                repeats)
            : body.choice(
                "folds",
                TrainingOrder.validation(usual, repeats),
                folds -> TrainingOrder.validation(folds, repeats));
    return body.flag("selfTrain") ? validation.withSelfTraining(1) : validation;
  }

  private Optional<Path> warmStart(Section body) {
    if (!body.has("warmStart")) {
      return Optional.empty();
    }
    Section known = body.section("warmStart");
    String name = known.requiredText("name");
    String version = known.requiredText("version");
    known.refuseUnknownKeys();
    return name.isEmpty() || version.isEmpty()
        ? Optional.empty()
        : Optional.of(store.folder(store.models().require(name, version)));
  }
}
