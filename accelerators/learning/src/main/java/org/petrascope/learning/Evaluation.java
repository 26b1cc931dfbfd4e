package org.petrascope.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Scores of one model, or of several mixed, on out-of-fold predictions. Nested: what answers for
 * the rows of a fold (shares, intervals, label sets) is fitted only to cases of groups that are not
 * in that fold.
 *
 * @param folds scores of every cell
 * @param answer of all cases
 * @param pooled scores of all cases together
 * @param undisturbed scores of the cases of the first repeat together, to compare the next with
 * @param disturbed the same for each of {@link Disturbance#STANDARD}
 */
record Evaluation(
    List<Report.FoldReport> folds,
    Answer answer,
    Scores pooled,
    Scores undisturbed,
    List<Scores> disturbed) {

  /** All members mixed. */
  static Evaluation mixed(CrossValidation.Result result, Stack.Terms terms) {
    return of(result.cells(), result.evidence(), result.disturbed(), terms);
  }

  /** One member alone, with intervals and label sets of its own. */
  static Evaluation alone(CrossValidation.Result result, int member, Stack.Terms terms) {
    return of(
        result.cells(),
        result.evidence().of(member),
        result.disturbed().stream().map(evidence -> evidence.of(member)).toList(),
        terms);
  }

  private static Evaluation of(
      List<CrossValidation.Cell> cells,
      Evidence evidence,
      List<Evidence> disturbed,
      Stack.Terms terms) {
    int[] rows = cells.stream().flatMapToInt(cell -> Arrays.stream(cell.tested())).toArray();
    List<Report.FoldReport> folds = new ArrayList<>();
    List<Answer> answers = new ArrayList<>();
    List<List<Answer>> disturbedAnswers = new ArrayList<>();
    disturbed.forEach(_ -> disturbedAnswers.add(new ArrayList<>()));
    int from = 0;
    for (CrossValidation.Cell cell : cells) {
      int[] own = IntStream.range(from, from + cell.tested().length).toArray();
      Stack stack = Stack.fit(evidence.select(others(cell, rows)), terms);
      Evidence tested = evidence.select(own);
      Answer answer = stack.answer(tested.outputs());
      answers.add(answer);
      Scores scores = Metrics.of(answer, tested.truth());
      folds.add(new Report.FoldReport(cell.repeat() + 1, cell.fold() + 1, scores));
      for (int d = 0; d < disturbed.size() && cell.repeat() == 0; d++) {
        disturbedAnswers.get(d).add(stack.answer(disturbed.get(d).select(own).outputs()));
      }
      from += own.length;
    }
    Answer all = joined(answers);
    List<Scores> disturbedScores = new ArrayList<>();
    for (int d = 0; d < disturbed.size(); d++) {
      disturbedScores.add(Metrics.of(joined(disturbedAnswers.get(d)), disturbed.get(d).truth()));
    }
    int inFirst = (int) cells.stream().filter(cell -> cell.repeat() == 0).count();
    Answer first = joined(answers.subList(0, inFirst));
    int[] firstCases = IntStream.range(0, first.values().count()).toArray();
    return new Evaluation(
        folds,
        all,
        Metrics.of(all, evidence.truth()),
        Metrics.of(first, evidence.truth().select(firstCases)),
        disturbedScores);
  }

  // Cases, of all repeats, whose group is not tested in this cell.
  private static int[] others(CrossValidation.Cell cell, int[] rows) {
    return IntStream.range(0, rows.length)
        .filter(i -> !cell.folds().isTested(rows[i], cell.fold()))
        .toArray();
  }

  private static Answer joined(List<Answer> answers) {
    Rows values = Evidence.joined(answers.stream().map(Answer::values).toList());
    return switch (answers.getFirst()) {
      case Answer.OfClasses _ -> new Answer.OfClasses(values, Evidence.joined(sets(answers)));
      case Answer.OfCompositions _ ->
          new Answer.OfCompositions(
              values,
              Evidence.joined(bounds(answers, false)),
              Evidence.joined(bounds(answers, true)));
    };
  }

  private static List<Rows> sets(List<Answer> answers) {
    return answers.stream().map(answer -> ((Answer.OfClasses) answer).sets()).toList();
  }

  private static List<Rows> bounds(List<Answer> answers, boolean upper) {
    return answers.stream()
        .map(answer -> (Answer.OfCompositions) answer)
        .map(answer -> upper ? answer.upper() : answer.lower())
        .toList();
  }

  List<Scores> scores() {
    return folds.stream().map(Report.FoldReport::scores).toList();
  }

  /**
   * The verdict on a mixture beside its members, paired over the folds. The noise is two corrected
   * standard errors: folds share most of their training rows, so that the variance of the mean is
   * (1 / J + 1 / (K - 1)) times that of the J differences, K being the folds of one repeat (Nadeau
   * and Bengio 2003, doi:10.1023/A:1024068626366).
   */
  static Verdict verdict(Evaluation mixed, List<Evaluation> members, List<String> names) {
    int best = 0;
    for (int m = 1; m < members.size(); m++) {
      best = members.get(m).meanLoss() < members.get(best).meanLoss() ? m : best;
    }
    if (members.size() == 1) {
      return new Verdict(Verdict.Outcome.ALONE, names.getFirst(), 0, 0);
    }
    double[] differences = new double[mixed.folds.size()];
    for (int i = 0; i < differences.length; i++) {
      differences[i] =
          members.get(best).folds.get(i).scores().loss() - mixed.folds.get(i).scores().loss();
    }
    int inRepeat = (int) mixed.folds.stream().filter(fold -> fold.repeat() == 1).count();
    double variance = Math.pow(Metrics.deviation(differences), 2);
    double noise = 2 * Math.sqrt((1.0 / differences.length + 1.0 / (inRepeat - 1)) * variance);
    double gain = Metrics.mean(differences);
    Verdict.Outcome outcome =
        gain > noise
            ? Verdict.Outcome.BETTER
            : gain < -noise ? Verdict.Outcome.WORSE : Verdict.Outcome.NO_DIFFERENCE;
    return new Verdict(outcome, names.get(best), gain, noise);
  }

  private double meanLoss() {
    return Metrics.mean(scores().stream().mapToDouble(Scores::loss).toArray());
  }
}
