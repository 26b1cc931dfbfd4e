package org.petrascope.camera;

/** A closed range that a setting must stay in; its unit is that of the setting. */
public record Limits(double min, double max) {
  public Limits {
    if (!(min <= max)) {
      throw new IllegalArgumentException("limits are reversed: " + min + " to " + max);
    }
  }

  public boolean contains(double value) {
    return value >= min && value <= max;
  }
}
