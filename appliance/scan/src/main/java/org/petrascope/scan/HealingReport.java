package org.petrascope.scan;

import java.util.ArrayList;
import java.util.List;

/**
 * What a station did about lines of a scan that were lost or saturated, and what came of it.
 *
 * @param lost lines that did not come the first time
 * @param lostRegained lines of these that came later
 * @param saturated lines that saturated and were worth taking again
 * @param saturatedRegained lines of these that a shorter exposure shows
 * @param unhealed stretches that stay as they were, a sentence each with the reason
 * @param attempts every stretch that was taken again
 */
public record HealingReport(
    int lost,
    int lostRegained,
    int saturated,
    int saturatedRegained,
    List<String> unhealed,
    List<HealedStretch> attempts) {
  /** Sentences about what stays as it was; more of them help nobody. */
  private static final int TOLD_MAX = 3;

  public HealingReport {
    unhealed = List.copyOf(unhealed);
    attempts = List.copyOf(attempts);
  }

  /** All of it in one sentence. */
  public String sentence() {
    List<String> regained = new ArrayList<>();
    if (lost > 0) {
      regained.add("%d of %d lost lines".formatted(lostRegained, lost));
    }
    if (saturated > 0) {
      regained.add("%d of %d saturated lines".formatted(saturatedRegained, saturated));
    }
    List<String> told = new ArrayList<>();
    told.add(tried() + String.join(" and ", regained) + " regained");
    told.addAll(unhealed.subList(0, Math.min(TOLD_MAX, unhealed.size())));
    if (unhealed.size() > TOLD_MAX) {
      told.add("%d more stretches: see healing.json".formatted(unhealed.size() - TOLD_MAX));
    }
    return String.join("; ", told);
  }

  private String tried() {
    return switch (attempts.size()) {
      case 0 -> "";
      case 1 -> "core taken again once: ";
      default -> "core taken again %d times: ".formatted(attempts.size());
    };
  }
}
