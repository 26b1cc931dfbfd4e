package org.petrascope.spectral;

/**
 * How far the wavelengths of a sensor are from those that it states: a band stated to see {@code w}
 * sees {@code w + atNm(w)}.
 *
 * @param nm the shift at {@code pivotNm}
 * @param standardErrorNm one standard deviation of it
 * @param slopePerNm how the shift changes with wavelength; 0 where no change was significant
 * @param pivotNm where slope and shift do not depend on each other
 * @param seen from the first to the last feature that was measured
 * @param windows stretches of the spectrum that were used
 */
public record WavelengthShift(
    double nm,
    double standardErrorNm,
    double slopePerNm,
    double pivotNm,
    WavelengthRange seen,
    int windows) {
  public WavelengthShift {
    if (!Double.isFinite(nm) || !(standardErrorNm >= 0) || !Double.isFinite(slopePerNm)) {
      throw new IllegalArgumentException(
          "a wavelength shift of %s +- %s nm with a slope of %s is none"
              .formatted(nm, standardErrorNm, slopePerNm));
    }
  }

  /** The shift at a stated wavelength; beyond what was measured it stays that of the end. */
  public double atNm(double statedNm) {
    double within = Math.clamp(statedNm, seen.fromNm(), seen.toNm());
    return nm + slopePerNm * (within - pivotNm);
  }

  /** The bands where they really are. */
  public Wavelengths corrected(Wavelengths stated) {
    double[] centres = stated.centresNm();
    for (int band = 0; band < centres.length; band++) {
      centres[band] += atNm(centres[band]);
    }
    return Wavelengths.ofNanometres(centres, stated.fwhmsNm());
  }

  /** The shift as it stands in a sentence: "+1.23 +- 0.04 nm". */
  public String inWords() {
    return "%+.2f +- %.2f nm".formatted(nm, standardErrorNm);
  }
}
