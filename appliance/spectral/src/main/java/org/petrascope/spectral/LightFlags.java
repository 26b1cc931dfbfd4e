package org.petrascope.spectral;

import java.util.Arrays;

/**
 * What calibrated pixels show against the light they were seen in: values outside of what dark and
 * white span, and pixels far darker or brighter than what lies beside them along the line.
 * Immutable.
 */
public final class LightFlags {
  /** Noise of a good band beside white: SNR 50 half way is 0.01, twice that is no noise. */
  private static final double RANGE_NOISE = 0.02;

  /** A shadow has less than this share of the light beside it, and less than this reflectance. */
  private static final double SHADOW_SHARE = 1.0 / 3;

  private static final double SHADOW_MAX = 0.1;

  /** A mirror shows the lamp: so many times what is beside it, and more than white. */
  private static final double SPECULAR_SHARE = 1.5;

  private static final double SPECULAR_MIN = 1;

  /** Samples on either side that are beside a pixel. */
  private static final int REACH = 8;

  private final int[] words;

  private LightFlags(int[] words) {
    this.words = words;
  }

  /** Of every pixel of a block of lines. */
  public static LightFlags of(ReflectanceCube cube) {
    CubeShape shape = cube.shape();
    int[] words = new int[Math.toIntExact(shape.pixels())];
    double[] means = new double[shape.samples()];
    double[] beside = new double[2 * REACH + 1];
    for (int line = 0; line < shape.lines(); line++) {
      if (!cube.lost(line)) {
        int first = line * shape.samples();
        for (int sample = 0; sample < means.length; sample++) {
          int offset = cube.offset(line, sample);
          means[sample] = mean(cube.bip(), offset, shape.bands());
          words[first + sample] = range(cube.bip(), offset, shape.bands());
        }
        for (int sample = 0; sample < means.length; sample++) {
          words[first + sample] |= contrast(means, sample, beside);
        }
      }
    }
    return new LightFlags(words);
  }

  /** The flags of a pixel as {@link PixelFlag} bits, {@code line x samples + sample}. */
  public int word(int pixel) {
    return words[pixel];
  }

  /** Mean of the bands that hold a number; NaN where none does. */
  private static double mean(float[] bip, int offset, int bands) {
    double sum = 0;
    int count = 0;
    for (int i = offset; i < offset + bands; i++) {
      if (!Float.isNaN(bip[i])) {
        sum += bip[i];
        count++;
      }
    }
    return sum / count;
  }

  private static int range(float[] bip, int offset, int bands) {
    for (int i = offset; i < offset + bands; i++) {
      if (bip[i] < -RANGE_NOISE || bip[i] > 1 + RANGE_NOISE) {
        return PixelFlag.OUT_OF_RANGE.bit();
      }
    }
    return 0;
  }

  private static int contrast(double[] means, int sample, double[] beside) {
    double own = means[sample];
    if (!(own < SHADOW_MAX || own > SPECULAR_MIN)) {
      return 0;
    }
    int count = 0;
    int last = Math.min(means.length - 1, sample + REACH);
    for (int near = Math.max(0, sample - REACH); near <= last; near++) {
      if (!Double.isNaN(means[near])) {
        beside[count++] = means[near];
      }
    }
    Arrays.sort(beside, 0, count);
    double usual = beside[count / 2];
    boolean lit = usual > RANGE_NOISE;
    boolean shadow = lit && own < SHADOW_MAX && own < SHADOW_SHARE * usual;
    boolean specular = own > SPECULAR_MIN && own > SPECULAR_SHARE * usual;
    return shadow || specular ? PixelFlag.SHADOW_OR_SPECULAR.bit() : 0;
  }
}
