package org.petrascope.learning;

/** A stretch of wavelengths that has a name, both ends included. Ranges may overlap. */
public record NamedRange(String name, double fromNm, double toNm) {
  public NamedRange {
    if (name.isBlank() || !(toNm > fromNm)) {
      throw new IllegalArgumentException(
          "range '%s' from %s to %s nm needs a name and an end above its start"
              .formatted(name, fromNm, toNm));
    }
  }

  boolean contains(double nm) {
    return nm >= fromNm && nm <= toNm;
  }
}
