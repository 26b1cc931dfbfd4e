package org.petrascope.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/**
 * Predicts every row by models that learned from other groups only. All trainers on all folds of
 * all repeats are trained at the same time, as far as there are cores; the result does not depend
 * on the order in which they end.
 */
final class CrossValidation {
  private final Dataset data;
  private final TrainingPlan plan;
  private final List<Cell> cells;

  /** Trains on every fold of these repeats with seeds derived from the plan's. */
  CrossValidation(Dataset data, List<Folds> repeats, TrainingPlan plan) {
    this.data = data;
    this.plan = plan;
    this.cells = cells(repeats, plan.seed());
  }

  /**
   * One fold of one repeat.
   *
   * @param seed of its training, the same for all trainers
   */
  record Cell(Folds folds, int repeat, int fold, long seed) {
    int[] tested() {
      return folds.tested(fold);
    }
  }

  private static List<Cell> cells(List<Folds> repeats, long seed) {
    SplittableRandom seeds = new SplittableRandom(seed);
    List<Cell> cells = new ArrayList<>();
    for (int repeat = 0; repeat < repeats.size(); repeat++) {
      for (int fold = 0; fold < repeats.get(repeat).count(); fold++) {
        cells.add(new Cell(repeats.get(repeat), repeat, fold, seeds.nextLong()));
      }
    }
    return cells;
  }

  /**
   * What came of it.
   *
   * @param members the trainers that did not fail, in their order
   * @param evidence all cases, cell after cell; within a cell its tested rows, rising
   * @param disturbed the cases of the first repeat again, for each of {@link Disturbance#STANDARD}
   */
  record Result(
      List<Trainer> members,
      List<Cell> cells,
      Evidence evidence,
      List<Evidence> disturbed,
      List<Report.LeftOut> failed) {}

  Result run(List<Trainer> trainers, Progress progress) {
    SharedProgress shared = new SharedProgress(progress, trainers.size() * cells.size());
    List<Callable<List<Output>>> work = new ArrayList<>();
    for (Trainer trainer : trainers) {
      for (Cell cell : cells) {
        String name =
            "%s, repeat %d, fold %d".formatted(trainer.name(), cell.repeat + 1, cell.fold + 1);
        Progress part = shared.part(work.size(), name);
        work.add(() -> tested(trainer, cell, part));
      }
    }
    List<Workers.Attempt<List<Output>>> attempts = Workers.all(work, shared);
    List<Trainer> members = new ArrayList<>();
    List<List<List<Output>>> outputs = new ArrayList<>();
    List<Report.LeftOut> failed = new ArrayList<>();
    for (int t = 0; t < trainers.size(); t++) {
      var its = attempts.subList(t * cells.size(), (t + 1) * cells.size());
      Optional<String> failure = failure(its);
      if (failure.isPresent()) {
        failed.add(new Report.LeftOut(trainers.get(t).name(), failure.get()));
      } else {
        members.add(trainers.get(t));
        outputs.add(its.stream().flatMap(attempt -> attempt.result().stream()).toList());
      }
    }
    if (members.isEmpty()) {
      throw new LearningException(
          "no model could be trained: "
              + String.join("; ", failed.stream().map(f -> f.name() + ": " + f.reason()).toList()));
    }
    return new Result(members, cells, evidence(outputs, 0), disturbed(outputs), failed);
  }

  private Optional<String> failure(List<Workers.Attempt<List<Output>>> attempts) {
    for (int i = 0; i < attempts.size(); i++) {
      if (attempts.get(i).result().isEmpty()) {
        Cell cell = cells.get(i);
        return Optional.of(
            "failed in repeat %d, fold %d: %s"
                .formatted(cell.repeat + 1, cell.fold + 1, attempts.get(i).failure()));
      }
    }
    return Optional.empty();
  }

  // Of the tested rows as they are, then in the first repeat of each disturbance of them.
  private List<Output> tested(Trainer trainer, Cell cell, Progress progress) {
    progress.report(0, "");
    TrainingPlan itsPlan = planFor(trainer, plan).withSeed(cell.seed);
    Dataset learned = data.select(cell.folds.trained(cell.fold));
    Rows rows = data.rows().select(cell.tested());
    boolean deviations = data.target() instanceof Compositions;
    try (Model model = trainer.train(learned, itsPlan, progress)) {
      List<Output> outputs = new ArrayList<>();
      outputs.add(finite(Output.of(model, rows, deviations)));
      for (Disturbance disturbance : Disturbance.STANDARD) {
        if (cell.repeat == 0) {
          Rows disturbed = disturbance.apply(data.shape(), rows, cell.seed);
          outputs.add(finite(Output.of(model, disturbed, deviations)));
        }
      }
      progress.report(1, "");
      return outputs;
    }
  }

  /** The plan with its warm start only for the kind of model that it is of. */
  static TrainingPlan planFor(Trainer trainer, TrainingPlan plan) {
    return new TrainingPlan(
        plan.seed(),
        plan.balance(),
        plan.warmStart().filter(model -> model.kind().equals(trainer.name())));
  }

  private static Output finite(Output output) {
    for (float value : output.values().values()) {
      if (!Float.isFinite(value)) {
        throw new LearningException("it predicts %s for a row without gaps".formatted(value));
      }
    }
    return output;
  }

  private List<Evidence> disturbed(List<List<List<Output>>> outputs) {
    return IntStream.rangeClosed(1, Disturbance.STANDARD.size())
        .mapToObj(version -> evidence(outputs, version))
        .toList();
  }

  // Cases of one version of the tested rows; outputs: [member][cell][version].
  private Evidence evidence(List<List<List<Output>>> outputs, int version) {
    List<Cell> used = cells.stream().filter(cell -> version == 0 || cell.repeat == 0).toList();
    int[] rows = used.stream().flatMapToInt(cell -> Arrays.stream(cell.tested())).toArray();
    List<Output> joined = new ArrayList<>();
    for (List<List<Output>> member : outputs) {
      List<Output> parts =
          member.subList(0, used.size()).stream().map(cell -> cell.get(version)).toList();
      joined.add(
          new Output(
              Evidence.joined(parts.stream().map(Output::values).toList()),
              Evidence.joined(parts.stream().map(Output::deviations).toList())));
    }
    return new Evidence(
        joined, data.target().select(rows), Arrays.stream(rows).mapToObj(data::group).toList());
  }
}
