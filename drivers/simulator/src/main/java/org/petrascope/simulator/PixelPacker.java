package org.petrascope.simulator;

import org.petrascope.camera.PixelFormat;

/**
 * Packs DN into the bytes of a pixel format (GigE Vision 2.0 and GenICam Pixel Format Naming
 * Convention). Static kernels: any thread.
 */
final class PixelPacker {
  private PixelPacker() {}

  // dn: count DN within the format's range; out: bytes from offset on. An odd count of a 12-bit
  // packed format leaves half of the last byte zero and is only allowed at the end of a frame.
  static void pack(PixelFormat format, int[] dn, int count, byte[] out, int offset) {
    switch (format) {
      case MONO8 -> bytes(dn, count, out, offset);
      case MONO10, MONO12, MONO16 -> littleEndianWords(dn, count, out, offset);
      case MONO12_PACKED -> gigePairs(dn, count, out, offset);
      case MONO12P -> genicamPairs(dn, count, out, offset);
    }
  }

  private static void bytes(int[] dn, int count, byte[] out, int offset) {
    for (int i = 0; i < count; i++) {
      out[offset + i] = (byte) dn[i];
    }
  }

  private static void littleEndianWords(int[] dn, int count, byte[] out, int offset) {
    for (int i = 0, o = offset; i < count; i++, o += 2) {
      out[o] = (byte) dn[i];
      out[o + 1] = (byte) (dn[i] >> 8);
    }
  }

  // Mono12Packed: high eight bits of a; low four bits of a below those of b; high eight bits of b.
  private static void gigePairs(int[] dn, int count, byte[] out, int offset) {
    int o = offset;
    int i = 0;
    for (; i + 1 < count; i += 2, o += 3) {
      int a = dn[i];
      int b = dn[i + 1];
      out[o] = (byte) (a >> 4);
      out[o + 1] = (byte) ((a & 0xF) | (b << 4));
      out[o + 2] = (byte) (b >> 4);
    }
    if (i < count) {
      out[o] = (byte) (dn[i] >> 4);
      out[o + 1] = (byte) (dn[i] & 0xF);
    }
  }

  // Mono12p: a stream of bits, lowest first.
  private static void genicamPairs(int[] dn, int count, byte[] out, int offset) {
    int o = offset;
    int i = 0;
    for (; i + 1 < count; i += 2, o += 3) {
      int a = dn[i];
      int b = dn[i + 1];
      out[o] = (byte) a;
      out[o + 1] = (byte) ((a >> 8) | (b << 4));
      out[o + 2] = (byte) (b >> 4);
    }
    if (i < count) {
      out[o] = (byte) dn[i];
      out[o + 1] = (byte) (dn[i] >> 8);
    }
  }
}
