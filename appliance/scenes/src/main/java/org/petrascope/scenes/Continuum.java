package org.petrascope.scenes;

/**
 * A smooth background: the exponential of the parabola through the logarithms of three
 * reflectances. Constant outside of them.
 *
 * @param at1000 reflectance at 1000 nm
 * @param at1700 reflectance at 1700 nm
 * @param at2500 reflectance at 2500 nm
 */
public record Continuum(double at1000, double at1700, double at2500) {
  private static final double FIRST_NM = 1000;
  private static final double MIDDLE_NM = 1700;
  private static final double LAST_NM = 2500;

  public Continuum {
    if (!(at1000 > 0) || !(at1700 > 0) || !(at2500 > 0)) {
      throw new IllegalArgumentException(
          "continuum %s, %s, %s: all must be above zero".formatted(at1000, at1700, at2500));
    }
  }

  public double reflectance(double nm) {
    double x = Math.clamp(nm, FIRST_NM, LAST_NM);
    double first =
        (x - MIDDLE_NM) * (x - LAST_NM) / ((FIRST_NM - MIDDLE_NM) * (FIRST_NM - LAST_NM));
    double middle =
        (x - FIRST_NM) * (x - LAST_NM) / ((MIDDLE_NM - FIRST_NM) * (MIDDLE_NM - LAST_NM));
    double last = (x - FIRST_NM) * (x - MIDDLE_NM) / ((LAST_NM - FIRST_NM) * (LAST_NM - MIDDLE_NM));
    return Math.exp(first * Math.log(at1000) + middle * Math.log(at1700) + last * Math.log(at2500));
  }
}
