package org.petrascope.server;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.petrascope.learning.Explanations;

/**
 * One pixel as the API shows it: what it is taken for, what it is made of, and its spectrum beside
 * the best library record, or where in it a model looked. A value that was not measured is null.
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
    @Nullable MatchView match,
    @Nullable AttributionView attribution) {

  /** A component's fraction of the pixel. */
  record PartView(String name, String group, float fraction) {}

  /**
   * Where in the spectrum the model's answer comes from.
   *
   * @param name of the class or component told
   * @param shares of every band, signed, the sizes summing to one at most
   * @param features that they fall on, the densest first
   */
  record AttributionView(
      String name,
      List<Double> wavelengthsNm,
      List<Float> shares,
      List<Explanations.FeatureShare> features) {}

  /** The library record that explains the pixel best, on the camera's bands. */
  record MatchView(String name, String record, List<Float> reflectance) {}
}
