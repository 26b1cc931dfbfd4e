package org.petrascope.scan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Takes down what is tried with lines that were lost or saturated, and why some stay so. For one
 * thread.
 */
final class HealingLog {
  private static final String IN_VAIN = "they did not come whole in any other try either";

  private final List<HealedStretch> attempts = new ArrayList<>();
  private final Map<Integer, String> reasons = new TreeMap<>();

  /** How many lines are of one kind, and how many of them still are. */
  record Balance(BitSet before, BitSet after) {
    int regained() {
      return before.cardinality() - after.cardinality();
    }
  }

  void tried(HealedStretch stretch) {
    attempts.add(stretch);
  }

  /** These lines stay as they are, for this reason as far as is known by now. */
  void stay(BitSet lines, String why) {
    lines.stream().forEach(line -> reasons.put(line, why));
  }

  HealingReport report(Balance lost, Balance saturated) {
    List<String> unhealed = new ArrayList<>();
    tell(lost.after(), "lost", unhealed);
    tell(saturated.after(), "saturated", unhealed);
    return new HealingReport(
        lost.before().cardinality(),
        lost.regained(),
        saturated.before().cardinality(),
        saturated.regained(),
        unhealed,
        attempts);
  }

  /** A sentence for all lines that follow one another and stay so for one reason. */
  private void tell(BitSet lines, String how, List<String> sentences) {
    for (int from = lines.nextSetBit(0); from >= 0; ) {
      String why = why(from);
      int to = from + 1;
      while (lines.get(to) && why(to).equals(why)) {
        to++;
      }
      sentences.add(
          to == from + 1
              ? "line %d stays %s: %s".formatted(from, how, why)
              : "lines %d to %d stay %s: %s".formatted(from, to - 1, how, why));
      from = lines.nextSetBit(to);
    }
  }

  private String why(int line) {
    return reasons.getOrDefault(line, IN_VAIN);
  }
}
