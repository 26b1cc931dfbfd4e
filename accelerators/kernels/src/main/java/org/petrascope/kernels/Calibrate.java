package org.petrascope.kernels;

/**
 * DN to reflectance against a dark and a white reference, and the sums that references are made of.
 */
public final class Calibrate {
  /** Samples and bands of a tile: its floats (8 KiB) and both its sides stay in the first cache. */
  private static final int TILE_SAMPLES = 128;

  private static final int TILE_BANDS = 16;

  private Calibrate() {}

  // gain = panel / (white - dark), NaN where white <= dark or one of them is NaN. panel:
  // reflectance of the white panel [bands]; white, dark: mean DN, BIL [bands][samples]; gain:
  // reflectance per DN, BIL [bands][samples].
  public static void gain(
      float[] panel, float[] white, float[] dark, int samples, int bands, float[] gain) {
    Shape.requireLength("panel", panel.length, bands);
    Shape.requireLength("white", white.length, (long) samples * bands);
    Shape.requireLength("dark", dark.length, (long) samples * bands);
    Shape.requireLength("gain", gain.length, (long) samples * bands);
    for (int band = 0; band < bands; band++) {
      for (int i = band * samples; i < (band + 1) * samples; i++) {
        double above = (double) white[i] - dark[i];
        gain[i] = above > 0 ? (float) (panel[band] / above) : Float.NaN;
      }
    }
  }

  // One line: out = (dn - dark) * gain. dn: BIL uint16 [bands][samples] from dnOffset; dark, gain:
  // BIL [bands][samples]; out: BIP float32 [samples][bands] from outOffset, NaN where gain is NaN.
  // A tile is computed along samples and stored along bands, so that each side of the transposition
  // moves whole cache lines: per value 2 bytes DN, 8 bytes references (L2) and 4 bytes out.
  public static void reflectanceLine(
      short[] dn,
      int dnOffset,
      float[] dark,
      float[] gain,
      int samples,
      int bands,
      float[] out,
      int outOffset) {
    int count = Math.multiplyExact(samples, bands);
    Shape.requireRange("DN", dn.length, dnOffset, count);
    Shape.requireLength("dark", dark.length, count);
    Shape.requireLength("gain", gain.length, count);
    Shape.requireRange("reflectance", out.length, outOffset, count);
    float[] tile = new float[TILE_SAMPLES * TILE_BANDS];
    for (int sample = 0; sample < samples; sample += TILE_SAMPLES) {
      int tileSamples = Math.min(TILE_SAMPLES, samples - sample);
      for (int band = 0; band < bands; band += TILE_BANDS) {
        int tileBands = Math.min(TILE_BANDS, bands - band);
        for (int b = 0; b < tileBands; b++) {
          int reference = (band + b) * samples + sample;
          scale(
              dn, dnOffset + reference, dark, gain, reference, tileSamples, tile, b * TILE_SAMPLES);
        }
        store(tile, tileSamples, tileBands, out, outOffset + sample * bands + band, bands);
      }
    }
  }

  // Many lines one after another: dn BIL [lines][bands][samples], out BIP [lines][samples][bands];
  // the lines from <= line < to are computed.
  public static void reflectanceLines(
      short[] dn,
      float[] dark,
      float[] gain,
      int samples,
      int bands,
      int from,
      int to,
      float[] out) {
    int count = Math.multiplyExact(samples, bands);
    Shape.requireRows("DN", dn.length, count, from, to);
    Shape.requireRows("reflectance", out.length, count, from, to);
    for (int line = from; line < to; line++) {
      reflectanceLine(dn, line * count, dark, gain, samples, bands, out, line * count);
    }
  }

  // sums += dn. dn: uint16 [count] from dnOffset; sums: [count]. Exact up to 2^37 lines.
  public static void accumulate(short[] dn, int dnOffset, double[] sums) {
    Shape.requireRange("DN", dn.length, dnOffset, sums.length);
    for (int i = 0; i < sums.length; i++) {
      sums[i] += dn[dnOffset + i] & 0xffff;
    }
  }

  // mean = sums / lines, NaN when there is no line. sums: [count]; mean: [count].
  public static void mean(double[] sums, int lines, float[] mean) {
    Shape.requireLength("mean", mean.length, sums.length);
    for (int i = 0; i < sums.length; i++) {
      mean[i] = lines > 0 ? (float) (sums[i] / lines) : Float.NaN;
    }
  }

  private static void scale(
      short[] dn,
      int dnOffset,
      float[] dark,
      float[] gain,
      int reference,
      int count,
      float[] tile,
      int tileOffset) {
    for (int i = 0; i < count; i++) {
      tile[tileOffset + i] =
          ((dn[dnOffset + i] & 0xffff) - dark[reference + i]) * gain[reference + i];
    }
  }

  private static void store(
      float[] tile, int tileSamples, int tileBands, float[] out, int outOffset, int bands) {
    for (int sample = 0; sample < tileSamples; sample++) {
      int o = outOffset + sample * bands;
      for (int b = 0; b < tileBands; b++) {
        out[o + b] = tile[b * TILE_SAMPLES + sample];
      }
    }
  }
}
