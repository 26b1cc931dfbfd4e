package org.petrascope.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/**
 * Several kinds of model trained on the same rows, judged on groups they have not seen, and joined
 * to one that knows how far it may be off.
 *
 * @param trainers the kinds, each under a name of its own made of letters, digits and {@code .+_-}
 */
public record Training(List<Trainer> trainers, ValidationPlan validation, TrainingPlan plan) {
  private static final double VALIDATED = 0.8;
  private static final double REPORTED = 0.85;

  public Training {
    trainers = List.copyOf(trainers);
    Set<String> names = new LinkedHashSet<>();
    for (Trainer trainer : trainers) {
      if (!trainer.name().matches("[A-Za-z0-9.+_-]+") || trainer.name().equals(Report.ENSEMBLE)) {
        throw new IllegalArgumentException(
            "a trainer is named '%s': only letters, digits and .+_- may be in it, and %s is taken"
                .formatted(trainer.name(), Report.ENSEMBLE));
      }
      if (!names.add(trainer.name())) {
        throw new IllegalArgumentException("two trainers are named " + trainer.name());
      }
    }
  }

  /**
   * Trains, judges and joins. The members are those that did not fail and have a share in the
   * ensemble, trained again on all rows; those without a share are kept beside them where another
   * training could go on from them.
   *
   * @throws LearningException before any training when {@link DataCheck} finds problems, with all
   *     of them in the message; or when no model can be trained
   * @throws CancelledException when the progress says so
   */
  public Trained run(Dataset data, Progress progress) {
    List<String> problems = DataCheck.problems(data, validation);
    if (!problems.isEmpty()) {
      throw new LearningException(String.join("; ", problems));
    }
    List<Report.LeftOut> leftOut = new ArrayList<>();
    List<Trainer> fitting = fitting(data, leftOut);
    List<Folds> folds = Folds.of(data, validation, plan.seed());
    CrossValidation.Result result =
        new CrossValidation(data, folds, plan).run(fitting, progress.part(0, VALIDATED, "judging"));
    leftOut.addAll(result.failed());
    progress.report(VALIDATED, "writing the report");
    Stack stack = Stack.fit(result.evidence(), terms(data));
    Report report = new ReportWriter(this, data, result, stack).write(leftOut);
    TrainedModel model =
        refitted(data, result.members(), stack, progress.part(REPORTED, 1, "training on all rows"));
    return new Trained(model, report);
  }

  Stack.Terms terms(Dataset data) {
    boolean closes = data.target() instanceof Compositions compositions && compositions.closes();
    boolean balanced = plan.balance() != TrainingPlan.ClassBalance.NONE;
    return new Stack.Terms(validation.coverage(), closes, balanced);
  }

  private List<Trainer> fitting(Dataset data, List<Report.LeftOut> leftOut) {
    List<Trainer> fitting = new ArrayList<>();
    for (Trainer trainer : trainers) {
      Optional<String> reason = trainer.unfit(data.shape(), data.target());
      reason.ifPresent(why -> leftOut.add(new Report.LeftOut(trainer.name(), why)));
      if (reason.isEmpty()) {
        int rounds = validation.selfTrainingRounds();
        fitting.add(rounds > 0 ? new SelfTrainedTrainer(trainer, rounds) : trainer);
      }
    }
    if (fitting.isEmpty()) {
      throw new LearningException(
          "no model can learn from %s: %s"
              .formatted(
                  data.shape(),
                  String.join(
                      "; ", leftOut.stream().map(l -> l.name() + ": " + l.reason()).toList())));
    }
    return fitting;
  }

  private TrainedModel refitted(
      Dataset data, List<Trainer> members, Stack stack, Progress progress) {
    int[] used = stack.mixing().used();
    int[] spare =
        IntStream.range(0, members.size())
            .filter(m -> stack.mixing().meanShare(m) == 0 && members.get(m).goesOn())
            .toArray();
    List<Trainer> trainers =
        IntStream.concat(Arrays.stream(used), Arrays.stream(spare)).mapToObj(members::get).toList();
    Queue<Model> made = new ConcurrentLinkedQueue<>();
    boolean whole = false;
    try {
      List<Workers.Attempt<Model>> attempts = onAllRows(trainers, data, made, progress);
      List<Ensemble.Member> models = new ArrayList<>();
      List<Ensemble.Member> spares = new ArrayList<>();
      for (int i = 0; i < trainers.size(); i++) {
        String name = trainers.get(i).name();
        if (i < used.length) {
          models.add(new Ensemble.Member(name, required(attempts.get(i))));
        } else {
          attempts.get(i).result().map(m -> new Ensemble.Member(name, m)).ifPresent(spares::add);
        }
      }
      TrainedModel model =
          new TrainedModel(new Ensemble(models, stack.select(used), spares), Doubt.fit(data));
      whole = true;
      return model;
    } finally {
      if (!whole) {
        made.forEach(Model::close);
      }
    }
  }

  /** Every trainer's model, which is also put where it is closed if not all goes well. */
  private List<Workers.Attempt<Model>> onAllRows(
      List<Trainer> trainers, Dataset data, Queue<Model> made, Progress progress) {
    SharedProgress shared = new SharedProgress(progress, trainers.size());
    List<Callable<Model>> work = new ArrayList<>();
    for (Trainer trainer : trainers) {
      Progress part = shared.part(work.size(), trainer.name());
      work.add(
          () -> {
            Model model = trainer.train(data, CrossValidation.planFor(trainer, plan), part);
            made.add(model);
            part.report(1, "");
            return model;
          });
    }
    return Workers.all(work, shared);
  }

  private static Model required(Workers.Attempt<Model> attempt) {
    return attempt
        .result()
        .orElseThrow(
            () ->
                new LearningException(
                    "a model that passed validation could not be trained on all rows: "
                        + attempt.failure()));
  }
}
