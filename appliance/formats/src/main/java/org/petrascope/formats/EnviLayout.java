package org.petrascope.formats;

import java.nio.ByteOrder;
import org.petrascope.spectral.CubeShape;

/** Where the values of a cube lie in its data file. */
public record EnviLayout(
    CubeShape shape, Interleave interleave, EnviType type, ByteOrder byteOrder, long headerOffset) {
  /** More bytes in one line, or more bands, than this is a header that lies. */
  private static final long LINE_BYTES_MAX = 1L << 28;

  private static final int BANDS_MAX = 1 << 20;

  public EnviLayout {
    if (headerOffset < 0) {
      throw new IllegalArgumentException("header offset %d is below 0".formatted(headerOffset));
    }
    long lineBytes = (long) shape.samples() * shape.bands() * type.bytes();
    if (shape.bands() > BANDS_MAX
        || shape.samples() > LINE_BYTES_MAX / shape.bands() / type.bytes()) {
      throw new IllegalArgumentException(
          "a line of %d samples x %d bands takes %d bytes, more than any sensor gives"
              .formatted(shape.samples(), shape.bands(), lineBytes));
    }
  }

  /** Little-endian values from the first byte on. */
  public static EnviLayout of(CubeShape shape, Interleave interleave, EnviType type) {
    return new EnviLayout(shape, interleave, type, ByteOrder.LITTLE_ENDIAN, 0);
  }

  public EnviLayout withLines(int lines) {
    return new EnviLayout(shape.withLines(lines), interleave, type, byteOrder, headerOffset);
  }

  /** Bytes of one line, all bands. */
  public int lineBytes() {
    return shape.lineValues() * type.bytes();
  }

  /** Bytes of one line of one band. */
  int bandLineBytes() {
    return shape.samples() * type.bytes();
  }

  /** Bytes the data file must have. */
  public long fileBytes() {
    return headerOffset + (long) shape.lines() * lineBytes();
  }

  /** Where in the file a line begins, BIL and BIP. */
  long linePosition(int line) {
    return headerOffset + (long) line * lineBytes();
  }

  /** Where in the file a line of a band begins, BSQ. */
  long bandLinePosition(int band, int line) {
    return headerOffset + ((long) band * shape.lines() + line) * bandLineBytes();
  }
}
