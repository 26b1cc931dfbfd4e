package org.petrascope.stage;

/**
 * A move from rest to rest: up to a speed at a constant acceleration, on at that speed, down to
 * rest. A short move never reaches the speed.
 */
final class Ramp {
  private final double fromMm;
  private final double toMm;
  private final double acceleration;
  private final double speed;
  private final double rampS;
  private final double cruiseS;

  Ramp(double fromMm, double toMm, double speedMmPerS, double accelerationMmPerS2) {
    this.fromMm = fromMm;
    this.toMm = toMm;
    this.acceleration = accelerationMmPerS2;
    double way = Math.abs(toMm - fromMm);
    this.speed = Math.min(speedMmPerS, Math.sqrt(way * accelerationMmPerS2));
    this.rampS = speed / accelerationMmPerS2;
    this.cruiseS = way == 0 ? 0 : (way - speed * rampS) / speed;
  }

  /**
   * A move that is stopped after so many seconds: where it comes to rest, with the way that the
   * speed of that moment takes.
   */
  double stopMm(double s) {
    double v = speedAt(s);
    double stop = positionAt(s) + direction() * v * v / (2 * acceleration);
    return direction() > 0 ? Math.min(stop, toMm) : Math.max(stop, toMm);
  }

  double direction() {
    return Math.signum(toMm - fromMm);
  }

  double seconds() {
    return 2 * rampS + cruiseS;
  }

  double positionAt(double s) {
    if (s >= seconds()) {
      return toMm;
    }
    double way;
    if (s <= 0) {
      way = 0;
    } else if (s <= rampS) {
      way = acceleration * s * s / 2;
    } else if (s <= rampS + cruiseS) {
      way = speed * rampS / 2 + speed * (s - rampS);
    } else {
      double left = seconds() - s;
      way = Math.abs(toMm - fromMm) - acceleration * left * left / 2;
    }
    return fromMm + direction() * way;
  }

  double speedAt(double s) {
    if (s < 0 || s >= seconds()) {
      return 0;
    }
    return Math.min(speed, acceleration * Math.min(s, seconds() - s));
  }
}
