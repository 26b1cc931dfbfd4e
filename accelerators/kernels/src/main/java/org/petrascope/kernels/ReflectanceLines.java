package org.petrascope.kernels;

import java.util.Arrays;

/**
 * Lines of DN to lines of reflectance, {@link Calibrate#reflectanceLine} for a whole scan. Holds
 * dark and gain in the order of the result. Immutable; may be used by many threads.
 *
 * <p>A block of samples is turned round to BIP as whole numbers, which is all that is done value by
 * value. Subtraction and gain then run over arrays that all start at 0, which is what the compiler
 * needs to vectorise them, and the block is copied to its place, which spares reading what it
 * overwrites.
 */
public final class ReflectanceLines {
  private static final int SAMPLES_AT_ONCE = 32;
  private static final int BANDS_AT_ONCE = 32;

  private final int samples;
  private final int bands;

  /** {@code [blocks][samples of the block x bands]}. */
  private final float[][] dark;

  private final float[][] gain;

  /** Takes dark and gain as BIL {@code [bands][samples]}, see {@link Calibrate#gain}. */
  public ReflectanceLines(float[] dark, float[] gain, int samples, int bands) {
    Shape.requireLength("dark", dark.length, (long) samples * bands);
    Shape.requireLength("gain", gain.length, (long) samples * bands);
    this.samples = samples;
    this.bands = bands;
    this.dark = blocks(dark);
    this.gain = blocks(gain);
  }

  // out = (dn - dark) * gain, NaN where gain is NaN. dn: BIL uint16 [lines][bands][samples] from
  // dnOffset; out: BIP float32 [lines][samples][bands] from outOffset.
  public void compute(short[] dn, int dnOffset, int lines, float[] out, int outOffset) {
    int count = samples * bands;
    Shape.requireRange("DN", dn.length, dnOffset, (long) lines * count);
    Shape.requireRange("reflectance", out.length, outOffset, (long) lines * count);
    int[] turned = new int[SAMPLES_AT_ONCE * bands];
    float[] scaled = new float[SAMPLES_AT_ONCE * bands];
    for (int line = 0; line < lines; line++) {
      for (int block = 0; block < dark.length; block++) {
        int sample = block * SAMPLES_AT_ONCE;
        int chosen = Math.min(SAMPLES_AT_ONCE, samples - sample);
        turn(dn, dnOffset + line * count + sample, chosen, turned);
        scale(turned, dark[block], gain[block], chosen * bands, scaled);
        int place = outOffset + line * count + sample * bands;
        System.arraycopy(scaled, 0, out, place, chosen * bands);
      }
    }
  }

  // turned[s][b] = dn[b][s] for a block of samples, from an offset into a line.
  private void turn(short[] dn, int offset, int chosen, int[] turned) {
    int whole = bands - bands % BANDS_AT_ONCE;
    for (int band = 0; band < whole; band += BANDS_AT_ONCE) {
      for (int s = 0; s < chosen; s++) {
        int in = offset + band * samples + s;
        int out = s * bands + band;
        for (int b = 0; b < BANDS_AT_ONCE; b++) {
          turned[out + b] = dn[in + b * samples] & 0xffff;
        }
      }
    }
    for (int band = whole; band < bands; band++) {
      for (int s = 0; s < chosen; s++) {
        turned[s * bands + band] = dn[offset + band * samples + s] & 0xffff;
      }
    }
  }

  private static void scale(int[] turned, float[] dark, float[] gain, int count, float[] scaled) {
    for (int i = 0; i < count; i++) {
      scaled[i] = (turned[i] - dark[i]) * gain[i];
    }
  }

  private float[][] blocks(float[] bil) {
    float[] bip = new float[bil.length];
    Interleave.bilToBip(bil, 0, samples, bands, bip, 0);
    float[][] blocks = new float[Math.ceilDiv(samples, SAMPLES_AT_ONCE)][];
    for (int block = 0; block < blocks.length; block++) {
      int end = Math.min(samples, (block + 1) * SAMPLES_AT_ONCE);
      blocks[block] = Arrays.copyOfRange(bip, block * SAMPLES_AT_ONCE * bands, end * bands);
    }
    return blocks;
  }
}
