package org.petrascope.spectral;

/** What a scan is calibrated against: darkness, the white panel, and what the panel reflects. */
public record ReferenceSet(Reference dark, Reference white, Panel panel) {
  public ReferenceSet {
    if (dark.kind() != Reference.Kind.DARK || white.kind() != Reference.Kind.WHITE) {
      throw new IllegalArgumentException(
          "the dark is %s and the white is %s: exchange them".formatted(dark, white));
    }
  }
}
