package org.petrascope.kernels;

/**
 * Lines of DN to lines of reflectance, {@link Calibrate#reflectanceLine} for a whole scan. Holds
 * dark and gain in the order of the result. Immutable; may be used by many threads.
 *
 * <p>A block of samples is turned round to BIP as whole numbers, which is all that is done value by
 * value; subtraction and gain then run along one stretch of memory, which the compiler vectorises.
 * The same block of a few lines follows one after another, so that its references stay in the
 * second cache: 14 bytes a value are moved, 6 of them from and to memory.
 */
public final class ReflectanceLines {
  private static final int SAMPLES_AT_ONCE = 64;
  private static final int BANDS_AT_ONCE = 16;
  private static final int LINES_AT_ONCE = 8;

  private final int samples;
  private final int bands;
  private final float[] dark;
  private final float[] gain;

  /** Takes dark and gain as BIL {@code [bands][samples]}, see {@link Calibrate#gain}. */
  public ReflectanceLines(float[] dark, float[] gain, int samples, int bands) {
    Shape.requireLength("dark", dark.length, (long) samples * bands);
    Shape.requireLength("gain", gain.length, (long) samples * bands);
    this.samples = samples;
    this.bands = bands;
    this.dark = new float[dark.length];
    this.gain = new float[gain.length];
    Interleave.bilToBip(dark, 0, samples, bands, this.dark, 0);
    Interleave.bilToBip(gain, 0, samples, bands, this.gain, 0);
  }

  // out = (dn - dark) * gain, NaN where gain is NaN. dn: BIL uint16 [lines][bands][samples]; out:
  // BIP
  // float32 [lines][samples][bands]; the lines from <= line < to are computed.
  public void compute(short[] dn, int from, int to, float[] out) {
    int count = samples * bands;
    Shape.requireRows("DN", dn.length, count, from, to);
    Shape.requireRows("reflectance", out.length, count, from, to);
    int[] turned = new int[Math.min(SAMPLES_AT_ONCE, samples) * bands];
    for (int line = from; line < to; line += LINES_AT_ONCE) {
      int lineEnd = Math.min(to, line + LINES_AT_ONCE);
      for (int sample = 0; sample < samples; sample += SAMPLES_AT_ONCE) {
        int chosen = Math.min(SAMPLES_AT_ONCE, samples - sample);
        for (int l = line; l < lineEnd; l++) {
          turn(dn, l * count + sample, chosen, turned);
          scale(turned, sample * bands, chosen * bands, out, l * count + sample * bands);
        }
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

  private void scale(int[] turned, int reference, int count, float[] out, int outOffset) {
    for (int i = 0; i < count; i++) {
      out[outOffset + i] = (turned[i] - dark[reference + i]) * gain[reference + i];
    }
  }
}
