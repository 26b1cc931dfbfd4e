package org.petrascope.laboratory;

/**
 * The error that is assumed where a laboratory states none; both rules come from tests on known
 * samples, so they hold counting error and preparation.
 *
 * <ul>
 *   <li>XRD: +-3 wt% at 95 % confidence, whatever the phase: what Rietveld refinement and reference
 *       intensity ratios both reached on synthetic sandstones (Hillier 2000, Accurate quantitative
 *       analysis of clay and other minerals in sandstones by XRD, Clay Minerals 35, 291-302).
 *   <li>XRF: 0.02 c^0.8495 for a mass fraction c, the Horwitz equation for the spread between
 *       laboratories, a relative deviation of 2^(1 - 0.5 log10 c) per cent (IUPAC Gold Book, term
 *       08077), by which the GeoPT tests judge applied laboratories (Potts, Thompson and Wilson
 *       2002, doi:10.1111/j.1751-908X.2002.tb00887.x); below 1 ppm that of 1 ppm.
 * </ul>
 */
public final class LaboratoryError {
  private static final double XRD_HALF_WIDTH = 0.03;
  private static final double SIGMAS_OF_95_PER_CENT = 1.96;
  private static final double XRF_FACTOR = 0.02;
  private static final double XRF_EXPONENT = 0.8495;
  private static final double XRF_FRACTION_MIN = 1e-6;

  private LaboratoryError() {}

  /** One standard deviation of a mass fraction, both from 0 to 1. */
  public static double assumed(AssayMethod method, double fraction) {
    return switch (method) {
      case XRD -> XRD_HALF_WIDTH / SIGMAS_OF_95_PER_CENT;
      case XRF -> XRF_FACTOR * Math.pow(Math.max(fraction, XRF_FRACTION_MIN), XRF_EXPONENT);
    };
  }
}
