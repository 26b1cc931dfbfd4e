package org.petrascope.server;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.petrascope.learning.DataCheck;
import org.petrascope.learning.Explanations;
import org.petrascope.learning.LearningException;
import org.petrascope.learning.Model;
import org.petrascope.learning.ModelCard;
import org.petrascope.learning.ModelPackage;
import org.petrascope.learning.Progress;
import org.petrascope.learning.Report;
import org.petrascope.learning.RowShape;
import org.petrascope.learning.Trained;
import org.petrascope.learning.Trainer;
import org.petrascope.learning.Training;
import org.petrascope.learning.TrainingPlan;
import org.petrascope.learning.ValidationPlan;
import org.petrascope.server.ServerException.Kind;

/** One training, from the tables to the model: read and checked first, then run. For one thread. */
final class TrainingRun {
  private static final DateTimeFormatter VERSION =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** Share of the time until the model is there; then it is asked where it looks. */
  private static final double TRAINED = 0.97;

  private final TrainingOrder order;
  private final TrainingData data;
  private final List<ModelKind> kinds;
  private final ValidationPlan validation;

  private TrainingRun(TrainingOrder order, TrainingData data) {
    this.order = order;
    this.data = data;
    this.kinds = order.kinds(data.data());
    this.validation = order.validation().withReferences(data.references());
  }

  /** Reads what is to be learned from; refuses it with every problem that it has. */
  static TrainingRun prepare(TrainingOrder order) {
    order.experiences().ifPresent(Experiences::requireReadable);
    TrainingRun run = new TrainingRun(order, order.source().read());
    AugmentedTrainer.requireFits(order.augmentation(), run.data.data().shape());
    List<String> problems =
        DataCheck.problems(run.data.data(), run.validation, run.data.places()::get);
    if (!problems.isEmpty()) {
      throw new ServerException(Kind.UNUSABLE, String.join("; ", problems));
    }
    return run;
  }

  /** What a person should know of how the data were read. */
  List<String> notes() {
    List<String> notes = new ArrayList<>(data.notes());
    List<String> left =
        ModelKinds.of(order.models(), order.task()).stream()
            .filter(kind -> !kinds.contains(kind))
            .map(ModelKind::name)
            .toList();
    if (!left.isEmpty()) {
      notes.add(
          "%s are left out: others did better on data like these"
              .formatted(String.join(", ", left)));
    }
    return notes;
  }

  /** The name of a version that was made at this time. */
  static String version(Instant at) {
    return VERSION.format(at);
  }

  /** A model with where it comes from and what it looks at. Whoever has it closes the model. */
  record Result(Trained trained, ModelCard.Origin origin, Explanations explanations)
      implements AutoCloseable {
    void write(Path folder) {
      ModelPackage.write(folder, trained, origin, explanations);
    }

    @Override
    public void close() {
      trained.model().close();
    }
  }

  Result run(Instant at, Progress progress) {
    TrainingPlan plan = new TrainingPlan(order.seed(), order.balance(), Optional.empty());
    if (order.warmStart().isPresent()) {
      return goingOn(order.warmStart().get(), plan, at, progress);
    }
    Trained trained = trained(kinds.stream().map(this::trainer).toList(), plan, training(progress));
    return result(trained, at, List.of(), explaining(progress));
  }

  /** Adds what was learned of the kinds of model to the experiences of the order. */
  void remember(Report report) {
    order.experiences().ifPresent(known -> known.add(data.data(), report));
  }

  private Trained trained(List<Trainer> trainers, TrainingPlan plan, Progress progress) {
    List<Trainer> told = new ArrayList<>(trainers);
    told.addAll(ModelKinds.leftOut(order.models(), order.task()));
    return new Training(told, validation, plan).run(data.data(), progress);
  }

  private Result goingOn(Path from, TrainingPlan plan, Instant at, Progress progress) {
    try (ModelPackage start = ModelPackage.openWhole(from, ModelKinds.trainers())) {
      Trained trained = trained(warmStarted(start), plan, training(progress));
      ModelCard.Origin parent = start.card().origin();
      return result(
          trained, at, List.of(parent.name() + " " + parent.version()), explaining(progress));
    }
  }

  private static Progress training(Progress progress) {
    return (done, doing) -> progress.at(TRAINED * done, doing);
  }

  private static Progress explaining(Progress progress) {
    return progress.part(TRAINED, 1, "explaining");
  }

  private Result result(Trained trained, Instant at, List<String> parents, Progress progress) {
    try {
      Explanations explanations =
          Explaining.BY_ABSORPTIONS.explain(trained.model(), data.data(), order.seed(), progress);
      return new Result(trained, origin(trained.report(), at, parents), explanations);
    } catch (RuntimeException e) {
      trained.model().close();
      throw e;
    }
  }

  private Trainer trainer(ModelKind kind) {
    Trainer trainer = kind.trainer(order.task(), data.data().shape());
    return order.augmentation().steps().isEmpty()
        ? trainer
        : new AugmentedTrainer(trainer, order.augmentation());
  }

  private List<Trainer> warmStarted(ModelPackage start) {
    RowShape shape = data.data().shape();
    if (!start.card().shape().equals(shape)) {
      throw new LearningException(
          "the model to go on from takes %s, the spectra have %s: resample them first, or train from nothing"
              .formatted(start.card().shape(), shape));
    }
    List<Trainer> trainers = new ArrayList<>();
    boolean any = false;
    for (ModelKind kind : kinds) {
      Trainer trainer = trainer(kind);
      Optional<Model> known =
          kind.goesOn() ? start.model().ensemble().member(kind.name()) : Optional.empty();
      any |= known.isPresent();
      trainers.add(known.<Trainer>map(model -> new WarmStarted(trainer, model)).orElse(trainer));
    }
    if (!any) {
      throw new LearningException(
          "the model to go on from holds none of the kinds that can go on: train one of %s there, or train from nothing"
              .formatted(
                  String.join(
                      ", ",
                      kinds.stream().filter(ModelKind::goesOn).map(ModelKind::name).toList())));
    }
    return trainers;
  }

  /** Of the software, and of the libraries that computed for what was trained. */
  private Map<String, String> versions(Report report) {
    Map<String, String> versions = new TreeMap<>();
    versions.put("petrascope", Appliance.VERSION);
    versions.put("java", Runtime.version().toString());
    for (ModelKind kind : kinds) {
      if (report.models().stream().anyMatch(model -> model.name().equals(kind.name()))) {
        versions.putAll(kind.trainer().libraries());
      }
    }
    return versions;
  }

  private ModelCard.Origin origin(Report report, Instant at, List<String> parents) {
    return new ModelCard.Origin(
        order.name(),
        version(at),
        data.description(),
        order.licence(),
        versions(report),
        ModelKinds.preprocessing(kinds, order.task(), data.data().shape()),
        parents,
        AugmentedTrainer.told(order.augmentation()),
        at);
  }
}
