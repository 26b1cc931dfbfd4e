package org.petrascope.spectral;

import java.util.Arrays;

/** One spectrum, a value a band; NaN where there is none. Immutable. */
public final class Spectrum {
  private final float[] values;

  /** Copies the values. */
  public Spectrum(float[] values) {
    this.values = values.clone();
  }

  public int bands() {
    return values.length;
  }

  public float value(int band) {
    return values[band];
  }

  /** A copy of the values. */
  public float[] values() {
    return values.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Spectrum spectrum && Arrays.equals(values, spectrum.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }
}
