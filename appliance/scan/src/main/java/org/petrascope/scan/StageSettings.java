package org.petrascope.scan;

import java.util.OptionalDouble;

/**
 * Where the core lies on a station's stage.
 *
 * @param startMm position of the stage at which the camera sees the first line, in the controller's
 *     coordinate
 * @param endMm as far as the stage may go in a scan; below {@code startMm} where scans go down
 * @param fieldOfViewMm what the samples of a line see across the core; where it is stated, lines
 *     are as far apart as samples are wide
 * @param saturation when lines are taken again because they saturated
 */
public record StageSettings(
    double startMm, double endMm, OptionalDouble fieldOfViewMm, SaturationLimits saturation) {
  public StageSettings {
    if (!Double.isFinite(startMm) || !Double.isFinite(endMm) || startMm == endMm) {
      throw new IllegalArgumentException(
          "a scan from %s to %s mm leads nowhere: state two positions".formatted(startMm, endMm));
    }
  }

  /** With the usual limits of saturation. */
  public StageSettings(double startMm, double endMm, OptionalDouble fieldOfViewMm) {
    this(startMm, endMm, fieldOfViewMm, SaturationLimits.DEFAULT);
  }

  /** Way that the stage has for lines, in mm. */
  double reachMm() {
    return Math.abs(endMm - startMm);
  }

  /** The stage's position where it has gone so far along the core, in mm. */
  double positionMm(double alongMm) {
    return startMm + Math.signum(endMm - startMm) * alongMm;
  }

  /** How far along the core a position of the stage is, in mm. */
  double alongMm(double positionMm) {
    return Math.signum(endMm - startMm) * (positionMm - startMm);
  }

  /** Advance from line to line, in mm; the stated one where no field of view is. */
  public double pitchMm(int samples, double statedMm) {
    return fieldOfViewMm.isPresent() ? fieldOfViewMm.getAsDouble() / samples : statedMm;
  }
}
