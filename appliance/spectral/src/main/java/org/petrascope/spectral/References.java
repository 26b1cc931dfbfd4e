package org.petrascope.spectral;

/** What a scan is calibrated against: darkness, the white panel, and what the panel reflects. */
public record References(Reference dark, Reference white, Panel panel) {
  public References {
    if (dark.kind() != Reference.Kind.DARK || white.kind() != Reference.Kind.WHITE) {
      throw new IllegalArgumentException(
          "the dark is %s and the white is %s: exchange them".formatted(dark, white));
    }
  }
}
