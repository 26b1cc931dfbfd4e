package org.petrascope.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.petrascope.laboratory.AssayMethod;
import org.petrascope.laboratory.Augmentation;
import org.petrascope.laboratory.LaboratoryException;
import org.petrascope.learning.TrainingPlan.ClassBalance;
import org.petrascope.learning.ValidationPlan;
import org.petrascope.store.Store;

/**
 * Reads what a request wants to learn from and how; files are named as they lie in the inbox. A
 * patch database and a model to go on from are the appliance's own.
 */
final class ModelOrders {
  private static final Range REPEATS = new Range(1, TrainingOrder.REPEATS_MAX);
  private static final Range SIDES = new Range(1, 65);
  private static final Range SEEDS = new Range(0, Integer.MAX_VALUE);

  private final Inbox inbox;
  private final PatchShelf databases;
  private final Store store;
  private final Experiences experiences;

  ModelOrders(Inbox inbox, PatchShelf databases, Store store) {
    this.inbox = inbox;
    this.databases = databases;
    this.store = store;
    this.experiences = new Experiences(store.root().resolve("experience.json"));
  }

  TrainingOrder training(Section body) {
    LearningTask task = body.requiredChoice("task", LearningTask::of, LearningTask.ABUNDANCE);
    return new TrainingOrder(
        body.requiredText("name"),
        source(body, task),
        task,
        models(body, task),
        validation(body),
        body.integer("seed", SEEDS, (int) TrainingOrder.SEED_DEFAULT),
        body.flag("focal") ? ClassBalance.FOCAL : ClassBalance.WEIGHTED,
        augmentation(body),
        Optional.of(experiences),
        warmStart(body),
        body.text("licence", ""));
  }

  private TrainingSource source(Section body, LearningTask task) {
    String key = body.has("patches") ? "patches" : "spectra";
    TrainingSource source = key.equals("patches") ? patches(body, task) : tables(body, task);
    source.contradiction().ifPresent(why -> body.problem(key, "cannot be used so: " + why));
    return source;
  }

  private PatchOrder patches(Section body, LearningTask task) {
    List<String> targets = body.texts("target");
    int side = body.integer("side", SIDES, 0);
    PatchGroup group = body.choice("group", PatchGroup.HOLE, PatchGroup::of);
    if (body.has("spectra")) {
      body.problem("patches", "stands beside spectra: name one of the two");
    }
    Path file = databases.require(body.text("patches", ""));
    return new PatchOrder(file, side, targets, task, group);
  }

  private TableOrder tables(Section body, LearningTask task) {
    List<String> spectra = body.texts("spectra");
    List<String> targets = body.texts("target");
    Optional<AssayMethod> assay =
        body.choice("assay", Optional.empty(), label -> Optional.of(AssayLabels.method(label)));
    if (spectra.isEmpty()) {
      body.problem("spectra", "is missing: name a table in the inbox, or patches");
    }
    if (targets.isEmpty() && assay.isEmpty()) {
      body.problem("target", "is missing: name the column to learn");
    }
    return new TableOrder(
        files(spectra),
        files(body.texts("labels")),
        assay,
        body.text("join", ""),
        body.text("id", ""),
        targets,
        task,
        body.text("group", ""),
        body.choice("targetUnit", Optional.empty(), unit -> Optional.of(TargetUnit.of(unit))),
        files(body.texts("library")).stream().findFirst(),
        body.flag("resample"));
  }

  private static Augmentation augmentation(Section body) {
    try {
      return Augmentation.parse(body.text("augment", ""));
    } catch (LaboratoryException e) {
      body.problem("augment", "is refused: " + e.getMessage());
      return new Augmentation(List.of());
    }
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
