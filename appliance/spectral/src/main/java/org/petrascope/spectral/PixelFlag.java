package org.petrascope.spectral;

import java.util.ArrayList;
import java.util.List;

/**
 * What must be known of a pixel before its answer is believed; several may hold at once. The places
 * of the bits are written into files: they never change.
 */
public enum PixelFlag {
  /** The line was lost between camera and memory: there is no measurement. */
  LOST_LINE(0, "lost-line"),
  /** Some band that the method needs holds no number. */
  NO_DATA(1, "no-data"),
  /** Too dark for its absorption features to stand above the noise. */
  LOW_SIGNAL(2, "low-signal"),
  /**
   * Brighter than a reflectance can be: a specular spot, or a white reference that was too dark.
   */
  OVER_RANGE(3, "over-range"),
  /** Bright enough, but without absorption features in the windows that the sensor sees. */
  ASPECTRAL(4, "aspectral"),
  /** Wood, plastic or plants, not rock. */
  NOTAROK(5, "notarok"),
  /** The best record explains the features poorly. */
  POOR_FIT(6, "poor-fit"),
  /** Another mineral explains them almost as well. */
  UNCERTAIN(7, "uncertain"),
  /** Two minerals together explain them; the class is the stronger one. */
  MIXED(8, "mixed"),
  /** The detector was at its limit in some band; set by whoever saw the raw numbers. */
  SATURATED(9, "saturated"),
  /** Unlike everything the model learned from. */
  UNKNOWN(10, "unknown"),
  /**
   * A substantial share is of minerals that this sensor cannot see: predicted from what they
   * usually come with, not seen.
   */
  INFERRED(11, "inferred"),
  /** Some band was seen by a bad detector pixel: its value comes from the samples beside. */
  REPAIRED(12, "repaired"),
  /**
   * Far darker or brighter than what lies beside it along the line: a shadow, or a spot that
   * mirrors the lamp.
   */
  SHADOW_OR_SPECULAR(13, "shadow-or-specular"),
  /** Some band lies above 1 or below 0, outside of what dark and white span; its value is kept. */
  OUT_OF_RANGE(14, "out-of-range");

  private final int bit;
  private final String label;

  PixelFlag(int place, String label) {
    this.bit = 1 << place;
    this.label = label;
  }

  public String label() {
    return label;
  }

  /** The flag's bit in a pixel's flag word. */
  public int bit() {
    return bit;
  }

  public boolean in(int flags) {
    return (flags & bit()) != 0;
  }

  /** The labels of all flags in the word. */
  public static List<String> labels(int flags) {
    List<String> labels = new ArrayList<>();
    for (PixelFlag flag : values()) {
      if (flag.in(flags)) {
        labels.add(flag.label);
      }
    }
    return labels;
  }
}
