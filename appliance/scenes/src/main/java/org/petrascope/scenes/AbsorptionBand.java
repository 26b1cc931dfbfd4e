package org.petrascope.scenes;

/**
 * One absorption: an asymmetric Gaussian in wavelength.
 *
 * @param centreNm where it is deepest
 * @param shortSigmaNm its standard deviation towards shorter wavelengths
 * @param longSigmaNm its standard deviation towards longer wavelengths
 * @param depth natural absorbance at the centre
 * @param assignment the vibration or ion it comes from
 */
public record AbsorptionBand(
    double centreNm, double shortSigmaNm, double longSigmaNm, double depth, String assignment) {
  public AbsorptionBand {
    if (!(shortSigmaNm > 0) || !(longSigmaNm > 0) || !(depth >= 0)) {
      throw new IllegalArgumentException(
          "absorption at %s nm: widths %s and %s nm must be above zero and depth %s not below it"
              .formatted(centreNm, shortSigmaNm, longSigmaNm, depth));
    }
  }

  /** Natural absorbance at a wavelength. */
  public double absorbance(double nm) {
    double away = (nm - centreNm) / (nm < centreNm ? shortSigmaNm : longSigmaNm);
    return depth * Math.exp(-away * away / 2);
  }
}
