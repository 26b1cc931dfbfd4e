package org.petrascope.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Which rows are tested together. All rows of a group are in one fold; rows of unknown class and of
 * reference groups are never tested. Immutable.
 */
public final class Folds {
  private static final int NEVER = -1;

  private final int count;

  /** Fold of the group of every row, or {@link #NEVER} for reference groups. */
  private final int[] foldOfGroup;

  private final boolean[] tested;

  private Folds(int count, int[] foldOfGroup, boolean[] tested) {
    this.count = count;
    this.foldOfGroup = foldOfGroup;
    this.tested = tested;
  }

  /** One dealing of the groups for every repeat of the plan. */
  public static List<Folds> of(Dataset data, ValidationPlan plan, long seed) {
    return switch (plan.split()) {
      case ValidationPlan.EachGroup _ -> List.of(eachGroup(data, plan.references()));
      case ValidationPlan.GroupFolds deal -> {
        SplittableRandom seeds = new SplittableRandom(seed);
        List<Folds> repeats = new ArrayList<>();
        for (int repeat = 0; repeat < deal.repeats(); repeat++) {
          repeats.add(dealt(data, deal.folds(), plan.references(), seeds.nextLong()));
        }
        yield repeats;
      }
    };
  }

  /** Every group that is tested is a fold of its own, in the order of the rows. */
  static Folds eachGroup(Dataset data, Set<String> references) {
    Map<String, int[]> groups = testedGroups(data, references);
    requireGroups(groups.size(), 2);
    Map<String, Integer> folds = new LinkedHashMap<>();
    groups.keySet().forEach(group -> folds.put(group, folds.size()));
    return new Folds(folds.size(), foldOfGroup(data, folds), tested(data, references));
  }

  /**
   * Deals groups to folds so that rows, and the rows of every class or leading component, are
   * spread evenly: the largest groups first, each to the fold where the sum of squared counts grows
   * least. Groups of one size come in an order that the seed decides.
   */
  static Folds dealt(Dataset data, int count, Set<String> references, long seed) {
    Map<String, int[]> groups = testedGroups(data, references);
    requireGroups(groups.size(), count);
    List<String> order = new ArrayList<>(groups.keySet());
    shuffle(order, seed);
    order.sort(Comparator.comparingInt((String g) -> -rowsIn(groups, g)));
    int strata = data.target().names().size();
    double[] totals = new double[strata + 1];
    groups.values().forEach(counts -> add(totals, counts));
    double[][] dealt = new double[count][strata + 1];
    Map<String, Integer> folds = new LinkedHashMap<>();
    for (String group : order) {
      int[] counts = counts(groups, group);
      int fold = cheapest(dealt, counts, totals);
      add(dealt[fold], counts);
      folds.put(group, fold);
    }
    return new Folds(count, foldOfGroup(data, folds), tested(data, references));
  }

  private static void shuffle(List<String> order, long seed) {
    Collections.shuffle(order, Random.from(new SplittableRandom(seed)));
  }

  private static int[] counts(Map<String, int[]> groups, String group) {
    return groups.getOrDefault(group, new int[0]);
  }

  private static int rowsIn(Map<String, int[]> groups, String group) {
    int[] counts = counts(groups, group);
    return counts[counts.length - 1];
  }

  private static void add(double[] totals, int[] counts) {
    for (int i = 0; i < counts.length; i++) {
      totals[i] += counts[i];
    }
  }

  private static int cheapest(double[][] dealt, int[] counts, double[] totals) {
    int cheapest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int fold = 0; fold < dealt.length; fold++) {
      double cost = 0;
      for (int i = 0; i < counts.length; i++) {
        double grown = (2 * dealt[fold][i] + counts[i]) * counts[i];
        cost += totals[i] > 0 ? grown / totals[i] : 0;
      }
      if (cost < least) {
        least = cost;
        cheapest = fold;
      }
    }
    return cheapest;
  }

  // Groups that can be tested, in the order of the rows: rows of each stratum, then all.
  private static Map<String, int[]> testedGroups(Dataset data, Set<String> references) {
    boolean[] tested = tested(data, references);
    int strata = data.target().names().size();
    Map<String, int[]> groups = new LinkedHashMap<>();
    for (int row = 0; row < data.size(); row++) {
      if (tested[row]) {
        int[] counts = groups.computeIfAbsent(data.group(row), _ -> new int[strata + 1]);
        counts[stratum(data.target(), row)]++;
        counts[strata]++;
      }
    }
    return groups;
  }

  private static int stratum(Target target, int row) {
    return switch (target) {
      case Labels labels -> labels.label(row);
      case Compositions c -> largest(c.fractions(), row);
    };
  }

  private static int largest(Rows rows, int row) {
    int largest = 0;
    for (int column = 1; column < rows.columns(); column++) {
      largest = rows.at(row, column) > rows.at(row, largest) ? column : largest;
    }
    return largest;
  }

  private static boolean[] tested(Dataset data, Set<String> references) {
    boolean[] tested = new boolean[data.size()];
    for (int row = 0; row < tested.length; row++) {
      boolean known = !(data.target() instanceof Labels labels) || labels.isKnown(row);
      tested[row] = known && !references.contains(data.group(row));
    }
    return tested;
  }

  private static int[] foldOfGroup(Dataset data, Map<String, Integer> folds) {
    return data.groups().stream().mapToInt(group -> folds.getOrDefault(group, NEVER)).toArray();
  }

  private static void requireGroups(int groups, int folds) {
    Optional<String> tooFew = tooFewGroups(groups, folds);
    if (tooFew.isPresent()) {
      throw new LearningException(tooFew.get());
    }
  }

  /** How many groups can be tested. */
  static int testedGroupCount(Dataset data, Set<String> references) {
    return testedGroups(data, references).size();
  }

  /** Why so few groups cannot be dealt; empty when they can. */
  static Optional<String> tooFewGroups(int groups, int folds) {
    return groups >= folds
        ? Optional.empty()
        : Optional.of(
            "%d groups cannot be dealt to %d folds: ask for fewer folds, or name a column with more groups"
                .formatted(groups, folds));
  }

  public int count() {
    return count;
  }

  /** Whether this row is tested in that fold. */
  public boolean isTested(int row, int fold) {
    return tested[row] && foldOfGroup[row] == fold;
  }

  /** Rows that are tested in a fold, rising. */
  public int[] tested(int fold) {
    return IntStream.range(0, tested.length).filter(row -> isTested(row, fold)).toArray();
  }

  /** Rows that may be learned from when that fold is tested, rising. */
  public int[] trained(int fold) {
    return IntStream.range(0, tested.length).filter(row -> foldOfGroup[row] != fold).toArray();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Folds f
        && count == f.count
        && Arrays.equals(foldOfGroup, f.foldOfGroup)
        && Arrays.equals(tested, f.tested);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(foldOfGroup) + Arrays.hashCode(tested);
  }
}
