package org.petrascope.spectral;

import java.util.BitSet;

/** A block of raw lines: DN as uint16, band-interleaved by line (line, band, sample). */
public final class RawCube implements Cube {
  private final CubeShape shape;
  private final int firstLine;
  private final short[] dn;
  private final BitSet lostLines;

  private RawCube(CubeShape shape, int firstLine, short[] dn, BitSet lostLines) {
    if (dn.length < shape.values()) {
      throw new IllegalArgumentException(
          "%s needs %d DN, the array holds %d".formatted(shape, shape.values(), dn.length));
    }
    this.shape = shape;
    this.firstLine = firstLine;
    this.dn = dn;
    this.lostLines = (BitSet) lostLines.clone();
  }

  /**
   * A view of the array, which is not copied and must not change while the cube is in use. May be
   * longer than needed.
   */
  public static RawCube over(CubeShape shape, int firstLine, short[] dn, BitSet lostLines) {
    return new RawCube(shape, firstLine, dn, lostLines);
  }

  /** A cube whose lines are all there. */
  public static RawCube over(CubeShape shape, int firstLine, short[] dn) {
    return new RawCube(shape, firstLine, dn, new BitSet());
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

  /** The DN themselves, [line][band][sample], uint16; to be read only. */
  public short[] bil() {
    return dn;
  }

  /** Offset in {@link #bil()} of a line's first DN. */
  public int offset(int line) {
    return line * shape.lineValues();
  }

  public int dn(int line, int sample, int band) {
    return Short.toUnsignedInt(dn[offset(line) + band * shape.samples() + sample]);
  }
}
