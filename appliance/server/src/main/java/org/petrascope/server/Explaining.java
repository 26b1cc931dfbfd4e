package org.petrascope.server;

import java.util.List;
import org.petrascope.learning.Explainer;
import org.petrascope.learning.Explanations;
import org.petrascope.learning.NamedRange;
import org.petrascope.spectral.AbsorptionFeature;

/** Explanations of models in the names that geologists have for absorptions. */
final class Explaining {
  static final Explainer BY_ABSORPTIONS =
      new Explainer(
          AbsorptionFeature.NAMED.stream()
              .map(
                  feature ->
                      new NamedRange(
                          feature.name(), feature.range().fromNm(), feature.range().toNm()))
              .toList());

  private Explaining() {}

  /** The features as a cell of a table holds them. */
  static String cell(List<Explanations.FeatureShare> features) {
    return String.join(
        "; ",
        features.stream()
            .map(feature -> "%s %.0f %%".formatted(feature.name(), 100 * feature.share()))
            .toList());
  }
}
