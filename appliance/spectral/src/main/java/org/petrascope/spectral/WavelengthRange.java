package org.petrascope.spectral;

/** An interval of wavelengths in nm, both ends included. */
public record WavelengthRange(double fromNm, double toNm) {
  public WavelengthRange {
    if (!(fromNm > 0 && toNm > fromNm)) {
      throw new IllegalArgumentException(
          "%s to %s nm is no wavelength range: the end must lie above the start"
              .formatted(fromNm, toNm));
    }
  }

  /** Whether bands lie from end to end of the interval. */
  public boolean coveredBy(Wavelengths wavelengths) {
    return wavelengths.cover(fromNm, toNm);
  }

  public boolean containsAll(WavelengthRange other) {
    return other.fromNm >= fromNm && other.toNm <= toNm;
  }

  public boolean contains(double nm) {
    return nm >= fromNm && nm <= toNm;
  }

  @Override
  public String toString() {
    return "%.0f to %.0f nm".formatted(fromNm, toNm);
  }
}
