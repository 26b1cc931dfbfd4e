package org.petrascope.laboratory;

import java.util.Arrays;

/**
 * A square of neighbouring pixels with their spectra, or a single spectrum (side 1), and what is
 * known of it. Immutable.
 */
public final class Patch {
  /** More than a network looks at. */
  static final int SIDE_MAX = 65;

  private final int side;
  private final float[] values;
  private final PatchRecord about;

  private Patch(int side, float[] values, PatchRecord about) {
    this.side = side;
    this.values = values;
    this.about = about;
  }

  /**
   * Copies the values.
   *
   * @param side pixels along a line and across lines
   * @param values reflectance as a fraction, [line][sample][band]; NaN where there is none
   */
  public static Patch of(int side, float[] values, PatchRecord about) {
    return over(side, values.clone(), about);
  }

  /** The same over an array that becomes the patch's own. */
  static Patch over(int side, float[] values, PatchRecord about) {
    if (side < 1 || side > SIDE_MAX || values.length == 0 || values.length % (side * side) != 0) {
      throw new LaboratoryException(
          "a patch of side %d with %d values is not possible: side x side x bands values and a side of 1 to %d are expected"
              .formatted(side, values.length, SIDE_MAX));
    }
    return new Patch(side, values, about);
  }

  public int side() {
    return side;
  }

  public int bands() {
    return values.length / (side * side);
  }

  public PatchRecord about() {
    return about;
  }

  /** A copy of the values, [line][sample][band]. */
  public float[] values() {
    return values.clone();
  }

  /** Copies the values to an array, from the offset on. */
  public void copyTo(float[] target, int offset) {
    System.arraycopy(values, 0, target, offset, values.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Patch patch
        && side == patch.side
        && about.equals(patch.about)
        && Arrays.equals(values, patch.values);
  }

  @Override
  public int hashCode() {
    return 31 * about.hashCode() + Arrays.hashCode(values);
  }
}
