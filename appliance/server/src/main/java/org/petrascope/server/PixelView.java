package org.petrascope.server;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One pixel as the API shows it: what it is taken for, what it is made of, and its spectrum beside
 * the best library record. A value that was not measured is null.
 */
record PixelView(
    int line,
    int sample,
    @Nullable Double depthM,
    String mineral,
    String group,
    @Nullable Double score,
    String second,
    List<String> flags,
    List<PartView> abundances,
    List<Double> wavelengthsNm,
    List<Float> reflectance,
    @Nullable MatchView match) {

  /** A component's fraction of the pixel. */
  record PartView(String name, String group, float fraction) {}

  /** The library record that explains the pixel best, on the camera's bands. */
  record MatchView(String name, String record, List<Float> reflectance) {}
}
