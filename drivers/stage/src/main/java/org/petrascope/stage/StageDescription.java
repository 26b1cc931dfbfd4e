package org.petrascope.stage;

/**
 * What a stage is and can do.
 *
 * @param name as messages call it, such as {@code GRBL 1.1h at /dev/ttyUSB0}
 * @param speedMaxMmPerS as fast as it goes
 * @param accelerationMmPerS2 of its ramps
 * @param ticksPerMm ticks of the encoder, or steps of the motor where it has none
 * @param homes whether it has a switch to find its position by
 */
public record StageDescription(
    String name,
    double speedMaxMmPerS,
    double accelerationMmPerS2,
    double ticksPerMm,
    boolean homes) {
  public StageDescription {
    if (!(speedMaxMmPerS > 0) || !(accelerationMmPerS2 > 0) || !(ticksPerMm > 0)) {
      throw new IllegalArgumentException(
          "stage %s: speed %s mm/s, acceleration %s mm/s2 and %s ticks/mm must all be above zero"
              .formatted(name, speedMaxMmPerS, accelerationMmPerS2, ticksPerMm));
    }
  }

  /** The way a stage needs to reach a speed or to stop from it: v^2 / 2a, in mm. */
  public double rampMm(double speedMmPerS) {
    return speedMmPerS * speedMmPerS / (2 * accelerationMmPerS2);
  }

  /** Throws when a move cannot be: not finite, or too fast. */
  void require(double toMm, double speedMmPerS) {
    if (!Double.isFinite(toMm) || !(speedMmPerS > 0)) {
      throw new IllegalArgumentException(
          "stage %s cannot move to %s mm at %s mm/s: the position must be finite, the speed above zero"
              .formatted(name, toMm, speedMmPerS));
    }
    if (speedMmPerS > speedMaxMmPerS) {
      throw new StageException(
          "stage %s goes at most %.2f mm/s, asked for %.2f mm/s: lower the line rate or the line pitch"
              .formatted(name, speedMaxMmPerS, speedMmPerS));
    }
  }
}
