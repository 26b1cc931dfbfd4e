package org.petrascope.spectral;

import java.util.List;

/**
 * One end of the interval in which the fraction of every component lies in every pixel; NaN where
 * nothing was measured.
 *
 * @param components in the order of the bands
 */
public record IntervalMap(
    Provenance provenance, int lines, int samples, List<String> components, End end)
    implements ScanProduct {
  /** Of the two ends. */
  public enum End {
    LOWER,
    UPPER
  }

  public IntervalMap {
    components = List.copyOf(components);
  }
}
