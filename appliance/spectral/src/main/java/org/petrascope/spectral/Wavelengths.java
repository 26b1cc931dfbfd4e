package org.petrascope.spectral;

import java.util.Arrays;

/**
 * Band centres, strictly rising, and full widths at half maximum of a sensor or a library, in nm.
 */
public final class Wavelengths {
  /** A centre below this is taken for micrometres: no optical sensor of ours sees 100 nm. */
  private static final double NANOMETRES_MIN = 100;

  private final double[] centresNm;
  private final double[] fwhmsNm;

  private Wavelengths(double[] centresNm, double[] fwhmsNm) {
    this.centresNm = centresNm;
    this.fwhmsNm = fwhmsNm;
  }

  /**
   * Copies both arrays. Rejects centres that do not rise, that look like micrometres, and widths
   * not above zero.
   */
  public static Wavelengths ofNanometres(double[] centres, double[] fwhms) {
    if (centres.length == 0 || centres.length != fwhms.length) {
      throw new SpectralException(
          "%d band centres and %d widths: both must be equal and not zero"
              .formatted(centres.length, fwhms.length));
    }
    for (int band = 0; band < centres.length; band++) {
      if (!(centres[band] >= NANOMETRES_MIN)) {
        throw new SpectralException(
            "wavelength %s of band %d looks like micrometres: state the unit or convert to nm"
                .formatted(centres[band], band + 1));
      }
      if (band > 0 && !(centres[band] > centres[band - 1])) {
        throw new SpectralException(
            "wavelengths do not rise at band %d (%.2f after %.2f nm): sort the bands"
                .formatted(band + 1, centres[band], centres[band - 1]));
      }
      if (!(fwhms[band] > 0)) {
        throw new SpectralException(
            "width %s nm of band %d is not above zero".formatted(fwhms[band], band + 1));
      }
    }
    return new Wavelengths(centres.clone(), fwhms.clone());
  }

  /**
   * Centres whose widths nobody stated: each is taken as wide as the distance to its neighbours.
   */
  public static Wavelengths ofNanometres(double[] centres) {
    return ofNanometres(centres, spacing(centres));
  }

  private static double[] spacing(double[] centres) {
    double[] widths = new double[centres.length];
    int last = centres.length - 1;
    for (int band = 0; band <= last; band++) {
      int before = Math.max(0, band - 1);
      int after = Math.min(last, band + 1);
      widths[band] = last == 0 ? 1 : Math.abs(centres[after] - centres[before]) / (after - before);
    }
    return widths;
  }

  public int count() {
    return centresNm.length;
  }

  public double centreNm(int band) {
    return centresNm[band];
  }

  public double fwhmNm(int band) {
    return fwhmsNm[band];
  }

  public double firstNm() {
    return centresNm[0];
  }

  public double lastNm() {
    return centresNm[centresNm.length - 1];
  }

  /** A copy of the centres in nm. */
  public double[] centresNm() {
    return centresNm.clone();
  }

  /** A copy of the widths in nm. */
  public double[] fwhmsNm() {
    return fwhmsNm.clone();
  }

  /** The bands at these places, which must rise. */
  public Wavelengths subset(int... bands) {
    double[] centres = new double[bands.length];
    double[] fwhms = new double[bands.length];
    for (int i = 0; i < bands.length; i++) {
      centres[i] = centresNm[bands[i]];
      fwhms[i] = fwhmsNm[bands[i]];
    }
    return ofNanometres(centres, fwhms);
  }

  /** The band whose centre is nearest to this wavelength. */
  public int nearest(double nm) {
    int found = Arrays.binarySearch(centresNm, nm);
    if (found >= 0) {
      return found;
    }
    int above = -found - 1;
    if (above == 0) {
      return 0;
    }
    if (above == centresNm.length) {
      return above - 1;
    }
    return nm - centresNm[above - 1] <= centresNm[above] - nm ? above - 1 : above;
  }

  /**
   * Whether the sensor sees the whole interval, half a band's spacing of tolerance at either end.
   */
  public boolean cover(double fromNm, double toNm) {
    return firstNm() - fwhmsNm[0] / 2 <= fromNm && lastNm() + fwhmsNm[count() - 1] / 2 >= toNm;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Wavelengths w
        && Arrays.equals(centresNm, w.centresNm)
        && Arrays.equals(fwhmsNm, w.fwhmsNm);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(centresNm) + Arrays.hashCode(fwhmsNm);
  }

  @Override
  public String toString() {
    return "%d bands, %.1f to %.1f nm".formatted(count(), firstNm(), lastNm());
  }
}
