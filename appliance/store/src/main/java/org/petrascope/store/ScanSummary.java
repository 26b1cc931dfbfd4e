package org.petrascope.store;

import java.util.List;
import java.util.Objects;

/**
 * What a finished scan tells in a few numbers.
 *
 * @param linesLost of these lines
 * @param wallS seconds from the first line to the last product
 * @param closureMaxError largest distance of a pixel's summed abundances from one
 * @param minerals of the rock, the most abundant first
 * @param losses why lines were lost; empty when none was, and for scans of before that was kept
 */
public record ScanSummary(
    int lines,
    int linesLost,
    int samples,
    int bands,
    double wallS,
    double closureMaxError,
    List<MineralShare> minerals,
    String losses) {
  public ScanSummary {
    losses = Objects.requireNonNullElse(losses, "");
    minerals = List.copyOf(minerals);
  }

  /**
   * A mineral's share of the rock.
   *
   * @param lower end of the 90 % interval of the fraction
   * @param upper end of the 90 % interval of the fraction
   * @param inferred whether a model predicted it though the camera cannot see it
   */
  public record MineralShare(
      String name, String group, double fraction, double lower, double upper, boolean inferred) {}
}
