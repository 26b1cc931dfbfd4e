package org.petrascope.spectral;

import java.util.Arrays;
import org.petrascope.kernels.LineLight;

/**
 * What calibrated pixels show against the light they were seen in: values outside of what dark and
 * white span, and pixels far darker or brighter than what lies beside them along the line. Made
 * line by line, from what the calibration saw on its way. For one thread at a time.
 */
public final class LightFlags {
  /** Noise of a good band beside white: SNR 50 half way is 0.01, twice that is no noise. */
  static final double RANGE_NOISE = 0.02;

  /** A shadow has less than this share of the light beside it, and less than this reflectance. */
  private static final double SHADOW_SHARE = 1.0 / 3;

  private static final double SHADOW_MAX = 0.1;

  /** A mirror shows the lamp: so many times what is beside it, and more than white. */
  private static final double SPECULAR_SHARE = 1.5;

  private static final double SPECULAR_MIN = 1;

  /** Samples on either side that are beside a pixel. */
  private static final int REACH = 8;

  private final int[] words;

  /** {@code [samples]}: of one line. */
  private final double[] means;

  LightFlags(CubeShape block) {
    this.words = new int[Math.toIntExact(block.pixels())];
    this.means = new double[block.samples()];
  }

  /** The flags of a pixel as {@link PixelFlag} bits, {@code line x samples + sample}. */
  public int word(int pixel) {
    return words[pixel];
  }

  /** Of a line that was lost. */
  void none(int line) {
    Arrays.fill(words, line * means.length, (line + 1) * means.length, 0);
  }

  /** Of a line that was seen. */
  void line(int line, LineLight seen) {
    for (int sample = 0; sample < means.length; sample++) {
      means[sample] = seen.mean(sample);
    }
    for (int sample = 0; sample < means.length; sample++) {
      words[line * means.length + sample] =
          (seen.outside(sample) ? PixelFlag.OUT_OF_RANGE.bit() : 0) | contrast(sample);
    }
  }

  private int contrast(int sample) {
    double own = means[sample];
    boolean shadow =
        own < SHADOW_MAX && usualIsAbove(Math.max(RANGE_NOISE, own / SHADOW_SHARE), sample);
    boolean specular = own > SPECULAR_MIN && !usualReaches(own / SPECULAR_SHARE, sample);
    return shadow || specular ? PixelFlag.SHADOW_OR_SPECULAR.bit() : 0;
  }

  // Whether the median of what lies beside a sample, the upper one of two, is above a level.
  private boolean usualIsAbove(double level, int sample) {
    int above = 0;
    int count = 0;
    int last = Math.min(means.length - 1, sample + REACH);
    for (int near = Math.max(0, sample - REACH); near <= last; near++) {
      above += means[near] > level ? 1 : 0;
      count += Double.isNaN(means[near]) ? 0 : 1;
    }
    return 2 * above >= count;
  }

  // Whether it is at a level or above.
  private boolean usualReaches(double level, int sample) {
    return usualIsAbove(Math.nextDown(level), sample);
  }
}
