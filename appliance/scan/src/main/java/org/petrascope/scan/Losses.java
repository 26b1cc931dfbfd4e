package org.petrascope.scan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Why lines of a scan were lost, and how many for each reason. May be used by any thread. */
final class Losses {
  /** Reasons told apart; a scan that has more of them needs no longer list. */
  private static final int REASONS_MAX = 8;

  private static final String OTHER = "other reasons, see the capture journal";

  private final Map<String, Integer> lines = new LinkedHashMap<>();
  private int healed;
  private long ticksWithoutPlace;

  synchronized void add(String reason, int count) {
    boolean room = lines.containsKey(reason) || lines.size() < REASONS_MAX;
    lines.merge(room ? reason : OTHER, count, Integer::sum);
  }

  /** Some of them were taken again. */
  synchronized void healed(int count) {
    healed += count;
  }

  /** Ticks of the encoder started no line, and nobody knows where on the core. */
  synchronized void ticksWithoutPlace(long count) {
    ticksWithoutPlace += count;
  }

  /** The reasons in the order they came up; empty when nothing was lost or left open. */
  synchronized String sentence() {
    List<String> clauses = new ArrayList<>(reasons());
    if (healed > 0) {
      clauses.add("%d of these taken again".formatted(healed));
    }
    if (ticksWithoutPlace > 0) {
      clauses.add(
          "ticks of the encoder that started no line, nobody knows where: %d, so lines may lie up to so many further on the core than their numbers say"
              .formatted(ticksWithoutPlace));
    }
    return String.join("; ", clauses);
  }

  private List<String> reasons() {
    return lines.entrySet().stream()
        .map(
            loss ->
                "%s: %d %s lost"
                    .formatted(
                        loss.getKey(), loss.getValue(), loss.getValue() == 1 ? "line" : "lines"))
        .toList();
  }
}
