package org.petrascope.simulator;

import org.petrascope.camera.PixelFormat;

/**
 * Packs DN into the bytes of a pixel format (GigE Vision 2.0 and GenICam Pixel Format Naming
 * Convention). Static kernels: any thread.
 */
final class PixelPacker {
  private PixelPacker() {}

  // One frame. dn: DN within the format's range; out: the frame's bytes. An odd count of a 12-bit
  // packed format leaves the last half byte zero.
  static void pack(PixelFormat format, int[] dn, byte[] out) {
    switch (format) {
      case MONO8 -> bytes(dn, out);
      case MONO10, MONO12, MONO16 -> littleEndianWords(dn, out);
      case MONO12_PACKED -> gigePairs(dn, out);
      case MONO12P -> genicamPairs(dn, out);
    }
  }

  private static void bytes(int[] dn, byte[] out) {
    for (int i = 0; i < dn.length; i++) {
      out[i] = (byte) dn[i];
    }
  }

  private static void littleEndianWords(int[] dn, byte[] out) {
    for (int i = 0, o = 0; i < dn.length; i++, o += 2) {
      out[o] = (byte) dn[i];
      out[o + 1] = (byte) (dn[i] >> 8);
    }
  }

  // Mono12Packed: high eight bits of a; low four bits of a below those of b; high eight bits of b.
  private static void gigePairs(int[] dn, byte[] out) {
    int o = 0;
    int i = 0;
    for (; i + 1 < dn.length; i += 2, o += 3) {
      int a = dn[i];
      int b = dn[i + 1];
      out[o] = (byte) (a >> 4);
      out[o + 1] = (byte) ((a & 0xF) | (b << 4));
      out[o + 2] = (byte) (b >> 4);
    }
    if (i < dn.length) {
      out[o] = (byte) (dn[i] >> 4);
      out[o + 1] = (byte) (dn[i] & 0xF);
    }
  }

  // Mono12p: a stream of bits, lowest first.
  private static void genicamPairs(int[] dn, byte[] out) {
    int o = 0;
    int i = 0;
    for (; i + 1 < dn.length; i += 2, o += 3) {
      int a = dn[i];
      int b = dn[i + 1];
      out[o] = (byte) a;
      out[o + 1] = (byte) ((a >> 8) | (b << 4));
      out[o + 2] = (byte) (b >> 4);
    }
    if (i < dn.length) {
      out[o] = (byte) dn[i];
      out[o + 1] = (byte) (dn[i] >> 8);
    }
  }
}
