package org.petrascope.spectral;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a scan is calibrated against: darkness, the white panel, and what the panel reflects. */
public record ReferenceSet(Reference dark, Reference white, Panel panel) {
  public ReferenceSet {
    if (dark.kind() != Reference.Kind.DARK || white.kind() != Reference.Kind.WHITE) {
      throw new IllegalArgumentException(
          "the dark is %s and the white is %s: exchange them".formatted(dark, white));
    }
  }

  /** Refuses these for a scan of other bands or conditions, and sizes that differ. */
  void require(Wavelengths sensor, AcquisitionConditions scan) {
    if (dark.samples() != white.samples() || dark.bands() != white.bands()) {
      throw new SpectralException(
          "dark reference has %d samples x %d bands, white reference %d x %d: capture both again with the same settings"
              .formatted(dark.samples(), dark.bands(), white.samples(), white.bands()));
    }
    if (dark.bands() != sensor.count()) {
      throw new SpectralException(
          "references have %d bands, the scan has %d: capture a new dark and a new white"
              .formatted(dark.bands(), sensor.count()));
    }
    for (Reference reference : List.of(dark, white)) {
      Optional<String> refusal = reference.conditions().refusal(reference.kind(), scan);
      if (refusal.isPresent()) {
        throw new SpectralException(refusal.get());
      }
    }
  }

  /** Sentences about what a scan or one of these does not state, so that nobody can compare it. */
  List<String> unstated(AcquisitionConditions scan) {
    List<String> sentences = new ArrayList<>();
    tell(sentences, "the scan", scan);
    tell(sentences, "the dark reference", dark.conditions());
    tell(sentences, "the white reference", white.conditions());
    return List.copyOf(sentences);
  }

  private static void tell(List<String> sentences, String who, AcquisitionConditions conditions) {
    List<String> missing = conditions.unstated();
    if (!missing.isEmpty()) {
      sentences.add(
          "%s does not state its %s: not compared".formatted(who, String.join(", ", missing)));
    }
  }
}
