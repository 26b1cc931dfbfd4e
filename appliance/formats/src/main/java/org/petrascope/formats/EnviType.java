package org.petrascope.formats;

import java.nio.ByteBuffer;

/** The numeric types of an ENVI file; complex ones are not measured and not read. */
public enum EnviType {
  UINT8(1, 1, 0, 255),
  INT16(2, 2, Short.MIN_VALUE, Short.MAX_VALUE),
  INT32(3, 4, Integer.MIN_VALUE, Integer.MAX_VALUE),
  FLOAT32(4, 4, -Float.MAX_VALUE, Float.MAX_VALUE),
  FLOAT64(5, 8, -Double.MAX_VALUE, Double.MAX_VALUE),
  UINT16(12, 2, 0, 65_535),
  UINT32(13, 4, 0, 4_294_967_295.0),
  INT64(14, 8, Long.MIN_VALUE, Long.MAX_VALUE),
  UINT64(15, 8, 0, 0x1p64);

  private static final double TWO_TO_63 = 0x1p63;

  private final int code;
  private final int bytes;
  private final double min;
  private final double max;

  EnviType(int code, int bytes, double min, double max) {
    this.code = code;
    this.bytes = bytes;
    this.min = min;
    this.max = max;
  }

  /** The number behind "data type" in a header. */
  public int code() {
    return code;
  }

  /** Bytes of one value. */
  public int bytes() {
    return bytes;
  }

  public boolean isFloating() {
    return this == FLOAT32 || this == FLOAT64;
  }

  /** The value that begins at this byte; 64-bit integers beyond 2^53 are rounded. */
  double value(ByteBuffer in, int index) {
    return switch (this) {
      case UINT8 -> Byte.toUnsignedInt(in.get(index));
      case INT16 -> in.getShort(index);
      case INT32 -> in.getInt(index);
      case FLOAT32 -> in.getFloat(index);
      case FLOAT64 -> in.getDouble(index);
      case UINT16 -> Short.toUnsignedInt(in.getShort(index));
      case UINT32 -> Integer.toUnsignedLong(in.getInt(index));
      case INT64 -> in.getLong(index);
      case UINT64 -> unsigned(in.getLong(index));
    };
  }

  private static double unsigned(long bits) {
    return bits >= 0 ? bits : (double) ((bits >>> 1) | (bits & 1)) * 2;
  }

  /** Stores a value at this byte; integer types round it and refuse what they cannot hold. */
  void put(ByteBuffer out, int index, double value) {
    if (isFloating()) {
      if (this == FLOAT32) {
        out.putFloat(index, (float) value);
      } else {
        out.putDouble(index, value);
      }
      return;
    }
    double whole = Math.rint(value);
    if (!(whole >= min && whole <= max)) {
      throw new IllegalArgumentException(
          "%s does not fit ENVI data type %d (%s)".formatted(value, code, this));
    }
    switch (bytes) {
      case 1 -> out.put(index, (byte) (int) whole);
      case 2 -> out.putShort(index, (short) (int) whole);
      case 4 -> out.putInt(index, (int) (long) whole);
      default -> out.putLong(index, bits(whole));
    }
  }

  private static long bits(double whole) {
    return whole < TWO_TO_63 ? (long) whole : (long) (whole - TWO_TO_63) ^ Long.MIN_VALUE;
  }

  /** The type with this number. */
  static EnviType coded(int code, String header) {
    for (EnviType type : values()) {
      if (type.code == code) {
        return type;
      }
    }
    String what = code == 6 || code == 9 ? "complex numbers" : "a type that ENVI does not define";
    throw new FormatException(
        "%s: data type %d is %s: store real numbers (1, 2, 3, 4, 5, 12, 13, 14 or 15)"
            .formatted(header, code, what));
  }
}
