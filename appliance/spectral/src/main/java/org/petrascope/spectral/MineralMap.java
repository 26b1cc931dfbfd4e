package org.petrascope.spectral;

import java.util.List;

/**
 * The mineral of every pixel, as an index into the classes.
 *
 * @param classes the legend; class 0 is "no answer"
 */
public record MineralMap(Provenance provenance, int lines, int samples, List<MapClass> classes)
    implements ScanProduct {
  public MineralMap {
    classes = List.copyOf(classes);
  }
}
