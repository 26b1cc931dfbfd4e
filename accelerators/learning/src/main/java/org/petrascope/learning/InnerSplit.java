package org.petrascope.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Rows that teach and rows that only tell when to stop. Groups stay whole, and every class keeps
 * rows that teach. Immutable.
 */
public final class InnerSplit {
  private static final int GROUPS_LEAST = 5;

  private final boolean[] held;

  private InnerSplit(boolean[] held) {
    this.held = held;
  }

  /**
   * Holds out about this share of the rows, or none of them when there are fewer than five groups.
   */
  public static InnerSplit of(Dataset data, double share, long seed) {
    Map<String, List<Integer>> groups = new LinkedHashMap<>();
    for (int row = 0; row < data.size(); row++) {
      groups.computeIfAbsent(data.group(row), _ -> new ArrayList<>()).add(row);
    }
    boolean[] held = new boolean[data.size()];
    if (groups.size() >= GROUPS_LEAST) {
      List<List<Integer>> order = new ArrayList<>(groups.values());
      shuffle(order, new SplittableRandom(seed));
      hold(order, data.target(), (int) Math.round(share * data.size()), held);
    }
    return new InnerSplit(held);
  }

  private static void hold(List<List<Integer>> order, Target target, int wanted, boolean[] held) {
    int[] teaching = new int[target.names().size()];
    if (target instanceof Labels labels) {
      IntStream.range(0, labels.count()).forEach(row -> teaching[labels.label(row)]++);
    }
    int left = wanted;
    for (List<Integer> group : order) {
      if (group.size() <= left && canSpare(group, target, teaching)) {
        group.forEach(row -> held[row] = true);
        left -= group.size();
      }
    }
  }

  // Takes the group's rows from the counts unless that left a class with none.
  private static boolean canSpare(List<Integer> group, Target target, int[] teaching) {
    if (!(target instanceof Labels labels)) {
      return true;
    }
    int[] without = teaching.clone();
    group.forEach(row -> without[labels.label(row)]--);
    boolean spare =
        IntStream.range(0, without.length).noneMatch(c -> without[c] == 0 && teaching[c] > 0);
    if (spare) {
      System.arraycopy(without, 0, teaching, 0, without.length);
    }
    return spare;
  }

  static <T> void shuffle(List<T> list, SplittableRandom random) {
    for (int i = list.size() - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      T moved = list.get(i);
      list.set(i, list.get(other));
      list.set(other, moved);
    }
  }

  public int[] teaching() {
    return IntStream.range(0, held.length).filter(row -> !held[row]).toArray();
  }

  public int[] validating() {
    return IntStream.range(0, held.length).filter(row -> held[row]).toArray();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof InnerSplit s && Arrays.equals(held, s.held);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(held);
  }
}
