package org.petrascope.laboratory;

/**
 * How much of a component a sample holds.
 *
 * @param name CNMNC or usual name of a phase, formula of an oxide, symbol of an element, or LOI
 * @param fraction mass fraction, 0 to 1, or a little above as measured
 * @param error one standard deviation of the fraction
 */
public record ComponentFraction(String name, double fraction, double error) {
  /** A pure sample may be measured this far above the whole. */
  static final double WHOLE_MAX = 1.02;

  public ComponentFraction {
    if (name.isBlank() || !(fraction >= 0 && fraction <= WHOLE_MAX && error >= 0)) {
      throw new LaboratoryException(
          "component \"%s\" with a mass fraction of %s and an error of %s is not possible: a named fraction from 0 to 1 and an error of 0 or more are expected"
              .formatted(name, fraction, error));
    }
  }

  ComponentFraction scaled(double factor) {
    return new ComponentFraction(name, fraction * factor, error * factor);
  }
}
