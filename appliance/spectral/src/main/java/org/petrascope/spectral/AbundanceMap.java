package org.petrascope.spectral;

import java.util.List;

/**
 * The fraction of every component in every pixel: never negative, summing to one, NaN where nothing
 * was measured.
 *
 * @param components in the order of the bands
 * @param closureMaxError largest distance of a pixel's sum from one
 */
public record AbundanceMap(
    Provenance provenance, int lines, int samples, List<String> components, double closureMaxError)
    implements ScanProduct {
  public AbundanceMap {
    components = List.copyOf(components);
  }
}
