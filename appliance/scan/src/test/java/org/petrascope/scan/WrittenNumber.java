package org.petrascope.scan;

import org.petrascope.spectral.RawCube;

/**
 * A number on a line of a scene: each bit as a bright and a dark sample, in this order for 1, in
 * all bands.
 */
final class WrittenNumber {
  static final float BRIGHT = 0.7f;
  static final float DARK = 0.3f;

  private WrittenNumber() {}

  /** Fills the reflectance of a line, [band][sample]. */
  static void write(int number, int samples, float[] bil) {
    for (int i = 0; i < bil.length; i++) {
      bil[i] = reflectance(number, i % samples);
    }
  }

  static float reflectance(int number, int sample) {
    boolean set = ((number >> (sample / 2)) & 1) == 1;
    return set == (sample % 2 == 0) ? BRIGHT : DARK;
  }

  /** The number that a recorded line shows in a band. */
  static int read(RawCube raw, int line, int band) {
    int number = 0;
    for (int bit = 0; bit < raw.shape().samples() / 2 - 1; bit++) {
      if (raw.dn(line, 2 * bit, band) > raw.dn(line, 2 * bit + 1, band)) {
        number |= 1 << bit;
      }
    }
    return number;
  }
}
