package org.petrascope.spectral;

import java.util.BitSet;

/** The one place where DN become reflectance, and BIL becomes BIP. */
public final class Calibration {
  private Calibration() {}

  /** Reflectance that was calibrated before and stored: [line][sample][band], not copied. */
  public static ReflectanceCube stored(
      CubeShape shape, int firstLine, Wavelengths wavelengths, float[] bip) {
    return new ReflectanceCube(shape, firstLine, wavelengths, bip, new BitSet());
  }
}
