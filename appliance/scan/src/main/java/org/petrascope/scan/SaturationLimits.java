package org.petrascope.scan;

/**
 * When lines of core are taken again because they saturated, and at what exposure.
 *
 * @param share a line saturated where more than this share of its pixels on core did; 1 takes none
 *     again
 * @param lines fewer such lines near one another are a glint, and stay as they are
 * @param exposurePart part of the station's exposure that lines are taken again at, below 1
 */
public record SaturationLimits(double share, int lines, double exposurePart) {
  /**
   * What mirrors the lamp along wet core is a stripe of a few pixels of a row's hundred, and a
   * crystal's face a few lines long: twice that is no glint. A third of the exposure shows what is
   * three times as bright, and costs less than half of the signal-to-noise ratio.
   */
  public static final SaturationLimits DEFAULT = new SaturationLimits(0.05, 8, 1.0 / 3);

  public SaturationLimits {
    if (!(share >= 0 && share <= 1) || lines < 1 || !(exposurePart > 0) || !(exposurePart < 1)) {
      throw new IllegalArgumentException(
          "share %s, %d lines, exposure part %s: expected 0 to 1, at least 1, between 0 and 1"
              .formatted(share, lines, exposurePart));
    }
  }

  /** Whether lines that saturated are taken again at all. */
  boolean heals() {
    return share < 1;
  }
}
