package org.petrascope.stage;

/**
 * A move of a simulated conveyor, from rest to rest, or its rest where both ends are the same.
 *
 * @param beganNs when it began, by {@link System#nanoTime()} or the clock of its test
 */
public record Motion(
    double fromMm, double toMm, double speedMmPerS, double accelerationMmPerS2, long beganNs) {
  private static final double NS_PER_S = 1e9;

  /** At rest at a position. */
  static Motion rest(double atMm, long atNs) {
    return new Motion(atMm, atMm, 1, 1, atNs);
  }

  /** Where the conveyor is at a time since then, in mm. */
  public double positionMm(long atNs) {
    return ramp().positionAt(seconds(atNs));
  }

  /**
   * The same as a way along the core.
   *
   * @param startMm position at which that way is 0
   * @param direction 1 where positions rise along the core, -1 where they fall
   */
  public Motion along(double startMm, double direction) {
    return new Motion(
        direction * (fromMm - startMm),
        direction * (toMm - startMm),
        speedMmPerS,
        accelerationMmPerS2,
        beganNs);
  }

  Ramp ramp() {
    return new Ramp(fromMm, toMm, speedMmPerS, accelerationMmPerS2);
  }

  double seconds(long atNs) {
    return (atNs - beganNs) / NS_PER_S;
  }
}
