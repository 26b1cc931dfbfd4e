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

  private Unpack() {}

  /** Bytes that so many 12-bit packed pixels occupy: three for two, two for a last odd one. */
  public static int packed12Bytes(int count) {
    return Math.toIntExact((count * 3L + 1) / 2);
  }

  // Mono8. in: uint8 [count]; out: uint16 [count].
  public static void mono8(byte[] in, int inOffset, short[] out, int outOffset, int count) {
    Shape.requireRange("frame", in.length, inOffset, count);
    Shape.requireRange("DN", out.length, outOffset, count);
    for (int i = 0; i < count; i++) {
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

  // Mono12Packed (GigE Vision). Bytes b0 b1 b2 hold two DN: DN0 = b0 << 4 | b1 & 15,
  // DN1 = b2 << 4 | b1 >> 4. in: uint8 [packed12Bytes(count)]; out: uint16 [count], 0 to 4095.
  public static void mono12Packed(byte[] in, int inOffset, short[] out, int outOffset, int count) {
    requirePacked12(in, inOffset, out, outOffset, count);
    for (int pair = 0; pair < count / 2; pair++) {
      int b = inOffset + 3 * pair;
      int o = outOffset + 2 * pair;
      int shared = in[b + 1] & 0xff;
      out[o] = (short) ((in[b] & 0xff) << 4 | (shared & 0xf));
      out[o + 1] = (short) ((in[b + 2] & 0xff) << 4 | shared >> 4);
    }
    if (count % 2 == 1) {
      int b = inOffset + 3 * (count / 2);
      out[outOffset + count - 1] = (short) ((in[b] & 0xff) << 4 | (in[b + 1] & 0xf));
    }
  }

  // Mono12p (PFNC, little endian). Bytes b0 b1 b2 hold two DN: DN0 = b0 | (b1 & 15) << 8,
  // DN1 = b1 >> 4 | b2 << 4. in: uint8 [packed12Bytes(count)]; out: uint16 [count], 0 to 4095.
  public static void mono12p(byte[] in, int inOffset, short[] out, int outOffset, int count) {
    requirePacked12(in, inOffset, out, outOffset, count);
    for (int pair = 0; pair < count / 2; pair++) {
      int b = inOffset + 3 * pair;
      int o = outOffset + 2 * pair;
      int shared = in[b + 1] & 0xff;
      out[o] = (short) ((in[b] & 0xff) | (shared & 0xf) << 8);
      out[o + 1] = (short) (shared >> 4 | (in[b + 2] & 0xff) << 4);
    }
    if (count % 2 == 1) {
      int b = inOffset + 3 * (count / 2);
      out[outOffset + count - 1] = (short) ((in[b] & 0xff) | (in[b + 1] & 0xf) << 8);
    }
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
