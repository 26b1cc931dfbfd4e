package org.petrascope.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes down how a training went. */
final class ReportWriter {
  private final Training training;
  private final Dataset data;
  private final CrossValidation.Result result;
  private final Stack stack;

  /**
   * @param stack fitted to all cases, with a share for every member of the result
   */
  ReportWriter(Training training, Dataset data, CrossValidation.Result result, Stack stack) {
    this.training = training;
    this.data = data;
    this.result = result;
    this.stack = stack;
  }

  Report write(List<Report.LeftOut> leftOut) {
    Stack.Terms terms = training.terms(data);
    List<Evaluation> alone =
        IntStream.range(0, result.members().size())
            .parallel()
            .mapToObj(member -> Evaluation.alone(result, member, terms))
            .toList();
    Evaluation mixed = Evaluation.mixed(result, terms);
    List<String> names = result.members().stream().map(Trainer::name).toList();
    List<Report.ModelReport> models = new ArrayList<>();
    for (int m = 0; m < alone.size(); m++) {
      models.add(model(names.get(m), alone.get(m), stack.mixing().shares().get(m)));
    }
    List<Double> ones = data.target().names().stream().map(_ -> 1.0).toList();
    models.add(model(Report.ENSEMBLE, mixed, ones));
    return new Report(
        Report.FORMAT_VERSION,
        data.target().task(),
        data.target().names(),
        summary(),
        validation(),
        models,
        Evaluation.verdict(mixed, alone, names),
        leftOut,
        Fingerprint.of(result.evidence().outputs().stream().map(Output::values).toList()),
        notes());
  }

  private Report.Data summary() {
    int unknown = 0;
    for (int row = 0; row < data.size(); row++) {
      unknown += data.target() instanceof Labels labels && !labels.isKnown(row) ? 1 : 0;
    }
    return new Report.Data(
        Fingerprint.of(data),
        data.size(),
        unknown,
        (int) data.groups().stream().distinct().count(),
        data.shape().columns());
  }

  private Report.Validation validation() {
    ValidationPlan plan = training.validation();
    return new Report.Validation(
        plan.split().toString(),
        result.cells().size(),
        training.plan().seed(),
        plan.coverage(),
        plan.selfTrainingRounds());
  }

  private Report.ModelReport model(String name, Evaluation evaluation, List<Double> weights) {
    List<Report.SensitivityReport> sensitivity = new ArrayList<>();
    sensitivity.add(new Report.SensitivityReport("none", evaluation.undisturbed()));
    for (int d = 0; d < evaluation.disturbed().size(); d++) {
      sensitivity.add(
          new Report.SensitivityReport(
              Disturbance.STANDARD.get(d).toString(), evaluation.disturbed().get(d)));
    }
    List<List<Integer>> confusion =
        evaluation.answer() instanceof Answer.OfClasses classes
            ? Metrics.confusion(classes, (Labels) result.evidence().truth())
            : List.of();
    return new Report.ModelReport(
        name,
        Metrics.mean(evaluation.scores()),
        Metrics.spread(evaluation.scores()),
        evaluation.pooled(),
        evaluation.folds(),
        confusion,
        weights,
        sensitivity);
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    int groups = Folds.testedGroupCount(data, training.validation().references());
    double coverage = training.validation().coverage();
    if (!Quantile.canPromise(groups - 1, coverage)) {
      notes.add(
          "%d groups could be tested, too few for a coverage of %s in a new one: intervals and label sets hold for more rows of these groups"
              .formatted(groups, coverage));
    }
    if (data.target() instanceof Labels labels) {
      for (int c = 0; c < labels.names().size(); c++) {
        addOccurrence(labels, c, notes);
      }
    }
    return notes;
  }

  private void addOccurrence(Labels labels, int wanted, List<String> notes) {
    Set<String> references = training.validation().references();
    Set<String> groups =
        IntStream.range(0, data.size())
            .filter(row -> labels.label(row) == wanted)
            .mapToObj(data::group)
            .collect(Collectors.toSet());
    String name = labels.names().get(wanted);
    if (references.containsAll(groups)) {
      notes.add(
          "class %s occurs in references only: how well it is told is not known".formatted(name));
    } else if (groups.size() == 1) {
      notes.add(
          "class %s occurs in one group only: no model can know it when that group is tested"
              .formatted(name));
    }
  }
}
