package org.petrascope.camera;

/**
 * How a frame packs its DN. Names and codes are those of the GenICam Pixel Format Naming
 * Convention.
 */
public enum PixelFormat {
  MONO8("Mono8", 0x01080001, 8, 8),
  MONO10("Mono10", 0x01100003, 16, 10),
  MONO12("Mono12", 0x01100005, 16, 12),
  MONO12_PACKED("Mono12Packed", 0x010C0006, 12, 12),
  MONO12P("Mono12p", 0x010C0047, 12, 12),
  MONO16("Mono16", 0x01100007, 16, 16);

  private final String genicamName;
  private final int code;
  private final int bitsPerPixel;
  private final int significantBits;

  PixelFormat(String genicamName, int code, int bitsPerPixel, int significantBits) {
    this.genicamName = genicamName;
    this.code = code;
    this.bitsPerPixel = bitsPerPixel;
    this.significantBits = significantBits;
  }

  /** The name of the PixelFormat enumeration entry, such as {@code Mono12Packed}. */
  public String genicamName() {
    return genicamName;
  }

  /** The 32-bit PFNC code that travels in the image leader. */
  public int code() {
    return code;
  }

  /** Bits one DN occupies on the wire. */
  public int bitsPerPixel() {
    return bitsPerPixel;
  }

  /** Largest DN the format can carry. */
  public int dnMax() {
    return (1 << significantBits) - 1;
  }

  /** Bytes of a frame of the given size; a last half byte is rounded up. */
  public long frameBytes(int samples, int bands) {
    return ((long) samples * bands * bitsPerPixel + 7) / 8;
  }

  /** The format with this GenICam name. */
  public static PixelFormat named(String genicamName) {
    for (PixelFormat format : values()) {
      if (format.genicamName.equals(genicamName)) {
        return format;
      }
    }
    throw new IllegalArgumentException(
        "pixel format "
            + genicamName
            + " is unknown: use one of Mono8, Mono10, Mono12, Mono12Packed, Mono12p, Mono16");
  }
}
