package org.petrascope.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What a dataset asks of a model that regresses: numbers to hit and how much every row counts.
 * Compositions are taken as they are; classes become 1 for the row's own and 0 for the others, rows
 * of unknown class are left out.
 */
final class Regression {
  private final Rows rows;
  private final List<String> groups;
  private final double[] weights;
  private final double[] targets;
  private final int outputs;
  private final long seed;

  private Regression(
      Rows rows, List<String> groups, double[] weights, double[] targets, long seed) {
    this.rows = rows;
    this.groups = groups;
    this.weights = weights;
    this.targets = targets;
    this.outputs = targets.length / weights.length;
    this.seed = seed;
  }

  /**
   * @throws LearningException when there is nothing to learn, or a row has no number
   */
  static Regression of(Dataset data, TrainingPlan plan) {
    requireNumbers(data.rows());
    Regression regression =
        switch (data.target()) {
          case Compositions compositions -> of(data, compositions, plan);
          case Labels labels -> of(data, labels, plan);
        };
    regression.requireVariation(data.target());
    return regression;
  }

  private static Regression of(Dataset data, Compositions compositions, TrainingPlan plan) {
    float[] fractions = compositions.fractions().values();
    double[] targets = new double[fractions.length];
    for (int i = 0; i < fractions.length; i++) {
      targets[i] = fractions[i];
      if (!Float.isFinite(fractions[i])) {
        throw new LearningException(
            "row %d has no fraction of %s: leave the row out or give it one"
                .formatted(
                    i / compositions.names().size() + 1,
                    compositions.names().get(i % compositions.names().size())));
      }
    }
    double[] weights = new double[data.size()];
    Arrays.fill(weights, 1);
    return new Regression(data.rows(), data.groups(), weights, targets, plan.seed());
  }

  private static Regression of(Dataset data, Labels labels, TrainingPlan plan) {
    int[] known = IntStream.range(0, data.size()).filter(labels::isKnown).toArray();
    int outputs = labels.names().size();
    int[] sizes = new int[outputs];
    for (int row : known) {
      sizes[labels.label(row)]++;
    }
    long present = Arrays.stream(sizes).filter(size -> size > 0).count();
    double[] weights = new double[known.length];
    double[] targets = new double[known.length * outputs];
    for (int i = 0; i < known.length; i++) {
      int label = labels.label(known[i]);
      targets[i * outputs + label] = 1;
      weights[i] =
          plan.balance() == TrainingPlan.ClassBalance.NONE
              ? 1
              : (double) known.length / (present * sizes[label]);
    }
    return new Regression(
        data.rows().select(known),
        Arrays.stream(known).mapToObj(data::group).toList(),
        weights,
        targets,
        plan.seed());
  }

  private static void requireNumbers(Rows rows) {
    for (int i = 0; i < rows.values().length; i++) {
      if (!Float.isFinite(rows.values()[i])) {
        throw new LearningException(
            "row %d has no number in column %d: leave the row out or measure it again"
                .formatted(i / rows.columns() + 1, i % rows.columns() + 1));
      }
    }
  }

  private void requireVariation(Target target) {
    for (int i = outputs; i < targets.length; i++) {
      if (targets[i] != targets[i - outputs]) {
        return;
      }
    }
    throw new LearningException(
        target instanceof Labels
            ? "all %d rows of known class are of the same class: nothing can be told apart, add rows of another"
                .formatted(count())
            : "%s is the same in all %d rows: nothing can be learned, add rows that differ"
                .formatted(String.join(", ", target.names()), count()));
  }

  int count() {
    return rows.count();
  }

  int outputs() {
    return outputs;
  }

  Rows rows() {
    return rows;
  }

  List<String> groups() {
    return groups;
  }

  /** How much every row counts; 1 on average. */
  double[] weights() {
    return weights;
  }

  /** What to hit, [row][output]. */
  double[] targets() {
    return targets;
  }

  /** These rows in this order. */
  Regression select(int... chosen) {
    double[] some = new double[chosen.length * outputs];
    for (int i = 0; i < chosen.length; i++) {
      System.arraycopy(targets, chosen[i] * outputs, some, i * outputs, outputs);
    }
    return new Regression(
        rows.select(chosen),
        Arrays.stream(chosen).mapToObj(groups::get).toList(),
        Arrays.stream(chosen).mapToDouble(row -> weights[row]).toArray(),
        some,
        seed);
  }

  /** The same, with what is left to hit when these numbers are known already. */
  Regression less(Rows known) {
    double[] rest = targets.clone();
    for (int i = 0; i < rest.length; i++) {
      rest[i] -= known.values()[i];
    }
    return new Regression(rows, groups, weights, rest, seed);
  }

  /** At most so many rows, of more a choice that the plan's seed decides. */
  Regression thinned(int most) {
    return count() <= most ? this : select(Sample.of(count(), most, seed));
  }

  /** The rows of every group; every row by itself when all are of one group. */
  List<int[]> rowsByGroup() {
    if (groups.stream().distinct().count() == 1) {
      return IntStream.range(0, count()).mapToObj(row -> new int[] {row}).toList();
    }
    Map<String, List<Integer>> members = new LinkedHashMap<>();
    for (int row = 0; row < count(); row++) {
      members.computeIfAbsent(groups.get(row), name -> new ArrayList<>()).add(row);
    }
    return members.values().stream()
        .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
        .toList();
  }
}
