package org.petrascope.scan;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Why lines of a scan were lost, and how many for each reason. May be used by any thread. */
final class Losses {
  /** Reasons told apart; a scan that has more of them needs no longer list. */
  private static final int REASONS_MAX = 8;

  private static final String OTHER = "other reasons, see the capture journal";

  private final Map<String, Integer> lines = new LinkedHashMap<>();
  private int healed;

  synchronized void add(String reason, int count) {
    boolean room = lines.containsKey(reason) || lines.size() < REASONS_MAX;
    lines.merge(room ? reason : OTHER, count, Integer::sum);
  }

  /** Some of them were taken again. */
  synchronized void healed(int count) {
    healed += count;
  }

  /** The reasons in the order they came up; empty when nothing was lost. */
  synchronized String sentence() {
    String lost = reasons();
    return healed == 0 ? lost : "%s; %d of these taken again".formatted(lost, healed);
  }

  private String reasons() {
    return lines.entrySet().stream()
        .map(
            loss ->
                "%s: %d %s lost"
                    .formatted(
                        loss.getKey(), loss.getValue(), loss.getValue() == 1 ? "line" : "lines"))
        .collect(Collectors.joining("; "));
  }
}
