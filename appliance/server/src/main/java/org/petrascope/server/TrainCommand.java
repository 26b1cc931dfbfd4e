package org.petrascope.server;

import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.petrascope.laboratory.Augmentation;
import org.petrascope.laboratory.LaboratoryException;
import org.petrascope.learning.Report;
import org.petrascope.learning.TrainingPlan.ClassBalance;
import org.petrascope.learning.ValidationPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code petrascope train}: learns minerals or abundances, and says how well. */
@Command(
    name = "train",
    description = "Learns minerals or abundances from spectra and what is known of them.")
final class TrainCommand extends ServerCommand {
  private final Clock clock;

  @Spec private CommandSpec spec;

  @Mixin private final SourceOptions sources = new SourceOptions();

  @Option(
      names = "--task",
      required = true,
      paramLabel = "classify|abundance",
      converter = LearningTaskOption.class,
      description = "Whether the target is a class or a composition.")
  private LearningTask task;

  @Option(
      names = "--models",
      split = ",",
      paramLabel = "NAME[,NAME...]",
      description = "Kinds of model; all that fit when not given.")
  private List<String> models = List.of(ModelKinds.ALL);

  @Option(names = "--seed", description = "Of every random decision; 1 when not given.")
  private long seed = TrainingOrder.SEED_DEFAULT;

  @Option(
      names = "--folds",
      paramLabel = "N|each",
      description = "Folds of groups, or each group left out in turn; 5 when not given.")
  private String folds = String.valueOf(TrainingOrder.FOLDS_DEFAULT);

  @Option(names = "--repeats", description = "How often folds are dealt; 3 when not given.")
  private int repeats = TrainingOrder.REPEATS_DEFAULT;

  @Option(names = "--focal", description = "Rows that are told easily count less.")
  private boolean focal;

  @Option(
      names = "--augment",
      paramLabel = "STEPS",
      description =
          "Learn from a varied copy of every row as well, such as \"gain(sd=0.05) noise(snr=300)\".")
  private String augment = "";

  @Option(
      names = "--self-train",
      description = "Learn from spectra without a class as well, where a model is sure of them.")
  private boolean selfTrain;

  @Option(
      names = "--experience",
      paramLabel = "FILE",
      description = "How kinds of model did before; this training is added, --models auto asks it.")
  private @Nullable Path experience;

  @Option(
      names = "--warm-start",
      paramLabel = "MODEL_DIR",
      description = "Go on from a model of another site.")
  private @Nullable Path warmStart;

  @Option(names = "--license", paramLabel = "TEXT", description = "Licence for the model's card.")
  private String licence = "";

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "The model's folder.")
  private Path out;

  TrainCommand(Console console) {
    this(console, Clock.systemUTC());
  }

  TrainCommand(Console console, Clock clock) {
    super(console);
    this.clock = clock;
  }

  @Override
  public Integer call() {
    ModelFolder folder = ModelFolder.require(out);
    TrainingRun run = TrainingRun.prepare(order(folder.name()));
    run.notes().forEach(console()::say);
    try (Progress progress = console().progress("training");
        TrainingRun.Result result =
            run.run(
                clock.instant(),
                (done, doing) -> {
                  progress.share(done, doing);
                  return true;
                })) {
      folder.put(result);
      run.remember(result.trained().report());
      tell(run.notes(), result.trained().report());
    }
    return DONE;
  }

  private TrainingOrder order(String name) {
    try {
      if (repeats < 1 || repeats > TrainingOrder.REPEATS_MAX) {
        throw new IllegalArgumentException(
            "%d repeats: expected 1 to %d".formatted(repeats, TrainingOrder.REPEATS_MAX));
      }
      ValidationPlan validation = TrainingOrder.validation(folds, repeats);
      return new TrainingOrder(
          name,
          sources.source(task),
          task,
          models,
          selfTrain ? validation.withSelfTraining(1) : validation,
          seed,
          focal ? ClassBalance.FOCAL : ClassBalance.WEIGHTED,
          Augmentation.parse(augment),
          Optional.ofNullable(experience).map(Experiences::new),
          Optional.ofNullable(warmStart),
          licence);
    } catch (IllegalArgumentException | LaboratoryException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private void tell(List<String> notes, Report report) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("out", out.toString());
    document.put("notes", notes);
    document.put("report", report);
    result(document, report.table() + out + ": the model, its card and report.json");
  }
}
