package org.petrascope.kernels;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Bytes of a camera frame to DN and back. A DN is a uint16 kept in a {@code short}; order of pixels
 * is never changed. Formats by PFNC 2.4 and the GigE Vision specification 2.0, section 26.
 */
public final class Unpack {
  private static final VarHandle LITTLE_ENDIAN_SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  private static final VarHandle LITTLE_ENDIAN_LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Unpack() {}

  /** Bytes that so many 12-bit packed pixels occupy: three for two, two for a last odd one. */
  public static int packed12Bytes(int count) {
    return Math.toIntExact((count * 3L + 1) / 2);
  }

  // Mono8. in: uint8 [count]; out: uint16 [count]. Eight are written out: the compiler vectorises
  // no loop over values of two widths, and bounds are then checked once for eight.
  public static void mono8(byte[] in, int inOffset, short[] out, int outOffset, int count) {
    Shape.requireRange("frame", in.length, inOffset, count);
    Shape.requireRange("DN", out.length, outOffset, count);
    int whole = count - count % 8;
    for (int i = 0; i < whole; i += 8) {
      int from = inOffset + i;
      int to = outOffset + i;
      out[to] = (short) (in[from] & 0xff);
      out[to + 1] = (short) (in[from + 1] & 0xff);
      out[to + 2] = (short) (in[from + 2] & 0xff);
      out[to + 3] = (short) (in[from + 3] & 0xff);
      out[to + 4] = (short) (in[from + 4] & 0xff);
      out[to + 5] = (short) (in[from + 5] & 0xff);
      out[to + 6] = (short) (in[from + 6] & 0xff);
      out[to + 7] = (short) (in[from + 7] & 0xff);
    }
    for (int i = whole; i < count; i++) {
      out[outOffset + i] = (short) (in[inOffset + i] & 0xff);
    }
  }

  // Mono10, Mono12, Mono14, Mono16. in: uint16 little endian [count]; out: uint16 [count].
  public static void mono16(byte[] in, int inOffset, short[] out, int outOffset, int count) {
    Shape.requireRange("frame", in.length, inOffset, 2L * count);
    Shape.requireRange("DN", out.length, outOffset, count);
    for (int i = 0; i < count; i++) {
      out[outOffset + i] = (short) LITTLE_ENDIAN_SHORT.get(in, inOffset + 2 * i);
    }
  }

  // Four DN, the first one lowest.
  private static void putFour(long four, short[] out, int at) {
    out[at] = (short) four;
    out[at + 1] = (short) (four >> 16);
    out[at + 2] = (short) (four >> 32);
    out[at + 3] = (short) (four >> 48);
  }

  // Mono12Packed (GigE Vision). Bytes b0 b1 b2 hold two DN: DN0 = b0 << 4 | b1 & 15,
  // DN1 = b2 << 4 | b1 >> 4. in: uint8 [packed12Bytes(count)]; out: uint16 [count], 0 to 4095.
  public static void mono12Packed(byte[] in, int inOffset, short[] out, int outOffset, int count) {
    requirePacked12(in, inOffset, out, outOffset, count);
    int fours = foursReadAsEightBytes(count);
    for (int four = 0; four < fours; four++) {
      long six = (long) LITTLE_ENDIAN_LONG.get(in, inOffset + 6 * four);
      long high = (six & 0xff00ffL) << 4 | (six & 0xff00_ff00_0000L) << 12;
      long low =
          (six >> 8 & 0xf)
              | (six & 0xf000) << 4
              | (six & 0xf_0000_0000L)
              | (six & 0xf0_0000_0000L) << 12;
      putFour(high | low, out, outOffset + 4 * four);
    }
    for (int i = 4 * fours; i < count; i += 2) {
      int b = inOffset + 3 * (i / 2);
      int shared = in[b + 1] & 0xff;
      out[outOffset + i] = (short) ((in[b] & 0xff) << 4 | (shared & 0xf));
      if (i + 1 < count) {
        out[outOffset + i + 1] = (short) ((in[b + 2] & 0xff) << 4 | shared >> 4);
      }
    }
  }

  // Mono12p (PFNC, little endian). Bytes b0 b1 b2 hold two DN: DN0 = b0 | (b1 & 15) << 8,
  // DN1 = b1 >> 4 | b2 << 4. in: uint8 [packed12Bytes(count)]; out: uint16 [count], 0 to 4095.
  public static void mono12p(byte[] in, int inOffset, short[] out, int outOffset, int count) {
    requirePacked12(in, inOffset, out, outOffset, count);
    int fours = foursReadAsEightBytes(count);
    for (int four = 0; four < fours; four++) {
      long six = (long) LITTLE_ENDIAN_LONG.get(in, inOffset + 6 * four);
      long spread =
          (six & 0xfff)
              | (six & 0xfff000) << 4
              | (six & 0xf_ff00_0000L) << 8
              | (six & 0xfff0_0000_0000L) << 12;
      putFour(spread, out, outOffset + 4 * four);
    }
    for (int i = 4 * fours; i < count; i += 2) {
      int b = inOffset + 3 * (i / 2);
      int shared = in[b + 1] & 0xff;
      out[outOffset + i] = (short) ((in[b] & 0xff) | (shared & 0xf) << 8);
      if (i + 1 < count) {
        out[outOffset + i + 1] = (short) (shared >> 4 | (in[b + 2] & 0xff) << 4);
      }
    }
  }

  // Six bytes hold four DN. Read eight at a time, the last two DN and more are left.
  private static int foursReadAsEightBytes(int count) {
    return Math.max(0, (packed12Bytes(count) - 2) / 6);
  }

  // The inverse of mono16. in: uint16 [count]; out: uint16 little endian [count].
  public static void toMono16(short[] in, int inOffset, byte[] out, int outOffset, int count) {
    Shape.requireRange("DN", in.length, inOffset, count);
    Shape.requireRange("frame", out.length, outOffset, 2L * count);
    for (int i = 0; i < count; i++) {
      LITTLE_ENDIAN_SHORT.set(out, outOffset + 2 * i, in[inOffset + i]);
    }
  }

  // The inverse of mono12Packed; the upper four bits of a DN are dropped, unused bits are 0.
  public static void toMono12Packed(
      short[] in, int inOffset, byte[] out, int outOffset, int count) {
    requirePacked12(out, outOffset, in, inOffset, count);
    for (int i = 0; i < count; i += 2) {
      int b = outOffset + 3 * (i / 2);
      int first = in[inOffset + i];
      int second = i + 1 < count ? in[inOffset + i + 1] : 0;
      out[b] = (byte) (first >> 4);
      out[b + 1] = (byte) ((first & 0xf) | (second & 0xf) << 4);
      if (i + 1 < count) {
        out[b + 2] = (byte) (second >> 4);
      }
    }
  }

  // The inverse of mono12p; the upper four bits of a DN are dropped, unused bits are 0.
  public static void toMono12p(short[] in, int inOffset, byte[] out, int outOffset, int count) {
    requirePacked12(out, outOffset, in, inOffset, count);
    for (int i = 0; i < count; i += 2) {
      int b = outOffset + 3 * (i / 2);
      int first = in[inOffset + i];
      int second = i + 1 < count ? in[inOffset + i + 1] : 0;
      out[b] = (byte) first;
      out[b + 1] = (byte) ((first >> 8 & 0xf) | (second & 0xf) << 4);
      if (i + 1 < count) {
        out[b + 2] = (byte) (second >> 4);
      }
    }
  }

  private static void requirePacked12(
      byte[] bytes, int byteOffset, short[] dn, int dnOffset, int count) {
    Shape.requireRange("frame", bytes.length, byteOffset, packed12Bytes(count));
    Shape.requireRange("DN", dn.length, dnOffset, count);
  }
}
