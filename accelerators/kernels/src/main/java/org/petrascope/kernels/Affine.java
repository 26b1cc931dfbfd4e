package org.petrascope.kernels;

import java.util.Arrays;

/**
 * Images seen through an affine map of places, {@code line' = c0 + c1 line + c2 sample, sample' =
 * c3 + c4 line + c5 sample}: the answer at (line, sample) is the image at (line', sample').
 */
public final class Affine {
  /** Terms of a map. */
  public static final int TERMS = 6;

  private Affine() {}

  // Cubic convolution (Catmull and Rom; Keys 1981, doi:10.1109/TASSP.1981.1163711) of an image as
  // SharedInformation has it. answer: [lines][samples][4]; no measurement where one of the four
  // pixels around is none.
  public static SharedInformation.Image cubic(
      SharedInformation.Image image, double[] map, int lines, int samples) {
    float[] out = new float[lines * samples * SharedInformation.STRIDE];
    float[] weights = new float[8];
    for (int line = 0; line < lines; line++) {
      for (int sample = 0; sample < samples; sample++) {
        double l = map[0] + map[1] * line + map[2] * sample;
        double s = map[3] + map[4] * line + map[5] * sample;
        int l0 = (int) Math.floor(l);
        int s0 = (int) Math.floor(s);
        if (l0 >= 1 && s0 >= 1 && l0 < image.lines() - 2 && s0 < image.samples() - 2) {
          weights((float) (l - l0), weights, 0);
          weights((float) (s - s0), weights, 4);
          pixel(image, l0, s0, weights, out, (line * samples + sample) * SharedInformation.STRIDE);
        }
      }
    }
    return new SharedInformation.Image(out, lines, samples);
  }

  private static void weights(float t, float[] weights, int from) {
    weights[from] = t * (-0.5f + t * (1 - 0.5f * t));
    weights[from + 1] = 1 + t * t * (-2.5f + 1.5f * t);
    weights[from + 2] = t * (0.5f + t * (2 - 1.5f * t));
    weights[from + 3] = t * t * (-0.5f + 0.5f * t);
  }

  private static void pixel(
      SharedInformation.Image image, int l0, int s0, float[] weights, float[] out, int to) {
    float[] in = image.values();
    int stride = SharedInformation.STRIDE;
    int width = image.samples() * stride;
    int centre = l0 * width + s0 * stride;
    float measured =
        in[centre + 3]
            * in[centre + stride + 3]
            * in[centre + width + 3]
            * in[centre + width + stride + 3];
    if (measured == 0) {
      return;
    }
    float first = 0;
    float second = 0;
    float third = 0;
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        float weight = weights[i] * weights[4 + j];
        int at = centre + (i - 1) * width + (j - 1) * stride;
        first += weight * in[at];
        second += weight * in[at + 1];
        third += weight * in[at + 2];
      }
    }
    out[to] = first;
    out[to + 1] = second;
    out[to + 2] = third;
    out[to + 3] = 1;
  }

  // One line of spectra by bilinear interpolation. bip: float32 [lines][samples][bands] whose first
  // line is number firstLine; out: [outSamples][bands]. NaN where a neighbour that counts is NaN or
  // lies outside, so that nothing is made up.
  public static void bilinearLine(
      float[] bip,
      int firstLine,
      int lines,
      int samples,
      int bands,
      double[] map,
      int line,
      float[] out) {
    Shape.requireRange("bip", bip.length, 0, (long) lines * samples * bands);
    int outSamples = out.length / bands;
    for (int sample = 0; sample < outSamples; sample++) {
      double l = map[0] + map[1] * line + map[2] * sample - firstLine;
      double s = map[3] + map[4] * line + map[5] * sample;
      int to = sample * bands;
      if (!(l >= 0 && s >= 0 && l <= lines - 1 && s <= samples - 1)) {
        Arrays.fill(out, to, to + bands, Float.NaN);
        continue;
      }
      int l0 = (int) l;
      int s0 = (int) s;
      float below = (float) (l - l0);
      float right = (float) (s - s0);
      Arrays.fill(out, to, to + bands, 0);
      int at = (l0 * samples + s0) * bands;
      add(bip, at, (1 - below) * (1 - right), out, to, bands);
      add(bip, at + bands, (1 - below) * right, out, to, bands);
      add(bip, at + samples * bands, below * (1 - right), out, to, bands);
      add(bip, at + (samples + 1) * bands, below * right, out, to, bands);
    }
  }

  private static void add(float[] bip, int from, float weight, float[] out, int to, int bands) {
    if (weight > 0) {
      for (int band = 0; band < bands; band++) {
        out[to + band] += weight * bip[from + band];
      }
    }
  }
}
