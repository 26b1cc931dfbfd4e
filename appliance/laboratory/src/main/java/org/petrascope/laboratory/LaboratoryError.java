package org.petrascope.laboratory;

/**
 * The error that is assumed where a laboratory states none; both rules were fitted to what
 * laboratories reach in tests with known samples, so they hold counting error and preparation.
 *
 * <ul>
 *   <li>XRD: +-X^0.35 wt% at 95 % confidence for a phase of X wt% (Hillier 2003, in Worden and
 *       Morad, Clay Mineral Cements in Sandstones, IAS Special Publication 34, 213-251); below 1
 *       wt% that of 1 wt%.
 *   <li>XRF: 0.02 c^0.8495 for a mass fraction c, Horwitz's function as the GeoPT proficiency tests
 *       use it for applied laboratories (Horwitz 1982, Analytical Chemistry 54, 67A-76A); below 1
 *       ppm that of 1 ppm.
 * </ul>
 */
public final class LaboratoryError {
  private static final double SIGMAS_OF_95_PER_CENT = 1.96;
  private static final double XRD_EXPONENT = 0.35;
  private static final double XRD_WT_PER_CENT_MIN = 1;
  private static final double XRF_FACTOR = 0.02;
  private static final double XRF_EXPONENT = 0.8495;
  private static final double XRF_FRACTION_MIN = 1e-6;

  private LaboratoryError() {}

  /** One standard deviation of a mass fraction, both from 0 to 1. */
  public static double assumed(AssayMethod method, double fraction) {
    return switch (method) {
      case XRD ->
          Math.pow(Math.max(100 * fraction, XRD_WT_PER_CENT_MIN), XRD_EXPONENT)
              / SIGMAS_OF_95_PER_CENT
              / 100;
      case XRF -> XRF_FACTOR * Math.pow(Math.max(fraction, XRF_FRACTION_MIN), XRF_EXPONENT);
    };
  }
}
