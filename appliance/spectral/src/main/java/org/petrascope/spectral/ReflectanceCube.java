package org.petrascope.spectral;

import java.util.Arrays;
import java.util.BitSet;

/**
 * A block of calibrated lines: reflectance as float32, band-interleaved by pixel (line, sample,
 * band); NaN where there is no valid measurement. Only {@link Calibration} makes one, so whatever
 * accepts it need not ask where the numbers come from.
 */
public final class ReflectanceCube implements Cube {
  private final CubeShape shape;
  private final int firstLine;
  private final Wavelengths wavelengths;
  private final float[] reflectance;
  private final BitSet lostLines;

  ReflectanceCube(
      CubeShape shape,
      int firstLine,
      Wavelengths wavelengths,
      float[] reflectance,
      BitSet lostLines) {
    if (wavelengths.count() != shape.bands() || reflectance.length < shape.values()) {
      throw new IllegalArgumentException(
          "%s needs %d wavelengths and %d values, not %d and %d"
              .formatted(
                  shape, shape.bands(), shape.values(), wavelengths.count(), reflectance.length));
    }
    this.shape = shape;
    this.firstLine = firstLine;
    this.wavelengths = wavelengths;
    this.reflectance = reflectance;
    this.lostLines = lostLines;
  }

  @Override
  public CubeShape shape() {
    return shape;
  }

  @Override
  public int firstLine() {
    return firstLine;
  }

  @Override
  public boolean lost(int line) {
    return lostLines.get(line);
  }

  /** The same values with these lines, counted from the block's first, marked as lost. */
  public ReflectanceCube withLostLines(BitSet lost) {
    return new ReflectanceCube(shape, firstLine, wavelengths, reflectance, (BitSet) lost.clone());
  }

  public Wavelengths wavelengths() {
    return wavelengths;
  }

  /** Refuses a block of another sensor than the one that a mapper was opened for. */
  public void requireWavelengths(Wavelengths mapped) {
    if (!wavelengths.equals(mapped)) {
      throw new IllegalArgumentException(
          "the block has %s, the mapper was opened for %s".formatted(wavelengths, mapped));
    }
  }

  /** The reflectances themselves, [line][sample][band]; to be read only. */
  public float[] bip() {
    return reflectance;
  }

  /** Offset in {@link #bip()} of a pixel's first band. */
  public int offset(int line, int sample) {
    return (line * shape.samples() + sample) * shape.bands();
  }

  /** A copy of one pixel's spectrum, one value a band. */
  public float[] spectrum(int line, int sample) {
    int from = offset(line, sample);
    return Arrays.copyOfRange(reflectance, from, from + shape.bands());
  }
}
