package org.petrascope.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Scores of answers against truths. Rows whose class is unknown must not be among them. */
public final class Metrics {
  private Metrics() {}

  /** Scores of an answer; its rows and those of the truth are the same. */
  public static Scores of(Answer answer, Target truth) {
    return switch (answer) {
      case Answer.OfClasses classes when truth instanceof Labels labels -> of(classes, labels);
      case Answer.OfCompositions fractions when truth instanceof Compositions compositions ->
          of(fractions, compositions);
      default -> throw new IllegalArgumentException("the truth is for the task " + truth.task());
    };
  }

  /** Rows of true class by column of predicted class. */
  public static List<List<Integer>> confusion(Answer.OfClasses answer, Labels truth) {
    int[][] counts = counts(answer, truth);
    List<List<Integer>> table = new ArrayList<>();
    for (int[] line : counts) {
      table.add(Arrays.stream(line).boxed().toList());
    }
    return table;
  }

  private static int[][] counts(Answer.OfClasses answer, Labels truth) {
    int classes = truth.names().size();
    int[][] counts = new int[classes][classes];
    for (int row = 0; row < truth.count(); row++) {
      counts[truth.label(row)][answer.best(row)]++;
    }
    return counts;
  }

  static ClassScores of(Answer.OfClasses answer, Labels truth) {
    int[][] counts = counts(answer, truth);
    int rows = truth.count();
    double brier = 0;
    double covered = 0;
    double inSets = 0;
    for (int row = 0; row < rows; row++) {
      for (int c = 0; c < counts.length; c++) {
        double miss = (c == truth.label(row) ? 1 : 0) - answer.values().at(row, c);
        brier += miss * miss;
        inSets += answer.sets().at(row, c);
      }
      covered += answer.sets().at(row, truth.label(row));
    }
    return new ClassScores(
        rows,
        diagonal(counts) / rows,
        balancedAccuracy(counts),
        macroF1(counts),
        kappa(counts),
        brier / rows,
        covered / rows,
        inSets / rows);
  }

  private static double diagonal(int[][] counts) {
    double right = 0;
    for (int c = 0; c < counts.length; c++) {
      right += counts[c][c];
    }
    return right;
  }

  private static double line(int[][] counts, int c) {
    double sum = 0;
    for (int other = 0; other < counts.length; other++) {
      sum += counts[c][other];
    }
    return sum;
  }

  private static double column(int[][] counts, int c) {
    double sum = 0;
    for (int[] line : counts) {
      sum += line[c];
    }
    return sum;
  }

  static double balancedAccuracy(int[][] counts) {
    double sum = 0;
    int occurring = 0;
    for (int c = 0; c < counts.length; c++) {
      double members = line(counts, c);
      if (members > 0) {
        sum += counts[c][c] / members;
        occurring++;
      }
    }
    return sum / occurring;
  }

  static double macroF1(int[][] counts) {
    double sum = 0;
    int occurring = 0;
    for (int c = 0; c < counts.length; c++) {
      double both = line(counts, c) + column(counts, c);
      if (both > 0) {
        sum += 2 * counts[c][c] / both;
        occurring++;
      }
    }
    return sum / occurring;
  }

  static double kappa(int[][] counts) {
    double rows = 0;
    double chance = 0;
    for (int c = 0; c < counts.length; c++) {
      rows += line(counts, c);
      chance += line(counts, c) * column(counts, c);
    }
    double expected = chance / (rows * rows);
    return expected < 1 ? (diagonal(counts) / rows - expected) / (1 - expected) : 0;
  }

  static CompositionScores of(Answer.OfCompositions answer, Compositions truth) {
    List<CompositionScores.Component> components = new ArrayList<>();
    double squares = 0;
    double deviations = 0;
    double bias = 0;
    double covered = 0;
    double width = 0;
    int count = truth.names().size();
    for (int c = 0; c < count; c++) {
      double[] sums = sums(answer, truth, c);
      int rows = truth.count();
      squares += sums[0];
      deviations += sums[1];
      bias += Math.abs(sums[2]) / rows / count;
      covered += sums[3] / rows / count;
      width += sums[4] / rows / count;
      components.add(
          new CompositionScores.Component(
              truth.names().get(c),
              Math.sqrt(sums[0] / rows),
              r2(sums[0], sums[1]),
              sums[2] / rows,
              sums[3] / rows,
              sums[4] / rows));
    }
    double rmse = Math.sqrt(squares / truth.count() / count);
    return new CompositionScores(
        truth.count(), rmse, r2(squares, deviations), bias, covered, width, components);
  }

  private static double r2(double squares, double deviations) {
    return deviations > 0 ? 1 - squares / deviations : Double.NaN;
  }

  // Of one component: squared errors, squared deviations from the mean, errors, truths inside their
  // interval, interval widths; each summed over the rows.
  private static double[] sums(Answer.OfCompositions answer, Compositions truth, int c) {
    double mean = 0;
    for (int row = 0; row < truth.count(); row++) {
      mean += truth.fractions().at(row, c) / (double) truth.count();
    }
    double[] sums = new double[5];
    for (int row = 0; row < truth.count(); row++) {
      float wanted = truth.fractions().at(row, c);
      double error = answer.values().at(row, c) - (double) wanted;
      float lower = answer.lower().at(row, c);
      float upper = answer.upper().at(row, c);
      sums[0] += error * error;
      sums[1] += (wanted - mean) * (wanted - mean);
      sums[2] += error;
      sums[3] += wanted >= lower && wanted <= upper ? 1 : 0;
      sums[4] += upper - lower;
    }
    return sums;
  }

  /** Mean of each score over folds. */
  static Scores mean(List<Scores> folds) {
    return summary(folds, false);
  }

  /** Standard deviation of each score over folds, with n - 1; 0 for a single fold. */
  static Scores spread(List<Scores> folds) {
    return summary(folds, true);
  }

  private static Scores summary(List<Scores> folds, boolean spread) {
    int rows = folds.stream().mapToInt(Scores::rows).sum();
    return switch (folds.getFirst()) {
      case ClassScores _ -> {
        double[] n = summary(folds, Metrics::numbers, spread);
        yield new ClassScores(rows, n[0], n[1], n[2], n[3], n[4], n[5], n[6]);
      }
      case CompositionScores first -> {
        double[] n = summary(folds, Metrics::numbers, spread);
        List<CompositionScores.Component> components = new ArrayList<>();
        for (int c = 0; c < first.components().size(); c++) {
          int at = c;
          double[] m = summary(folds, scores -> componentNumbers(scores, at), spread);
          String name = first.components().get(c).name();
          components.add(new CompositionScores.Component(name, m[0], m[1], m[2], m[3], m[4]));
        }
        yield new CompositionScores(rows, n[0], n[1], n[2], n[3], n[4], components);
      }
    };
  }

  /** Every score by name, as its mean and spread over the folds. */
  static List<ModelCard.Metric> listed(Scores mean, Scores spread) {
    List<String> names =
        mean instanceof ClassScores
            ? List.of(
                "accuracy", "balancedAccuracy", "macroF1", "kappa", "brier", "coverage", "setSize")
            : List.of("rmse", "r2", "bias", "coverage", "width");
    List<ModelCard.Metric> listed = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      listed.add(new ModelCard.Metric(names.get(i), numbers(mean)[i], numbers(spread)[i]));
    }
    if (mean instanceof CompositionScores compositions) {
      for (int c = 0; c < compositions.components().size(); c++) {
        CompositionScores.Component component = compositions.components().get(c);
        double deviation = ((CompositionScores) spread).components().get(c).rmse();
        listed.add(new ModelCard.Metric("rmse " + component.name(), component.rmse(), deviation));
      }
    }
    return listed;
  }

  private static double[] numbers(Scores scores) {
    return switch (scores) {
      case ClassScores s ->
          new double[] {
            s.accuracy(),
            s.balancedAccuracy(),
            s.macroF1(),
            s.kappa(),
            s.brier(),
            s.coverage(),
            s.setSize()
          };
      case CompositionScores s ->
          new double[] {s.rmse(), s.r2(), s.bias(), s.coverage(), s.width()};
    };
  }

  private static double[] componentNumbers(Scores scores, int c) {
    CompositionScores.Component s = ((CompositionScores) scores).components().get(c);
    return new double[] {s.rmse(), s.r2(), s.bias(), s.coverage(), s.width()};
  }

  private static double[] summary(
      List<Scores> folds, Function<Scores, double[]> numbers, boolean spread) {
    int count = numbers.apply(folds.getFirst()).length;
    double[] summary = new double[count];
    for (int i = 0; i < count; i++) {
      int at = i;
      double[] values =
          folds.stream()
              .mapToDouble(scores -> numbers.apply(scores)[at])
              .filter(value -> !Double.isNaN(value))
              .toArray();
      summary[i] = spread ? deviation(values) : mean(values);
    }
    return summary;
  }

  static double mean(double... values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  /** Standard deviation with n - 1; 0 for fewer than two values. */
  static double deviation(double... values) {
    double mean = mean(values);
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1));
  }
}
