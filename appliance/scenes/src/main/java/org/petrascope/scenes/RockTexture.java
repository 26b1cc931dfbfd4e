package org.petrascope.scenes;

import java.util.SplittableRandom;

/**
 * Brightness of a piece of rock from pixel to pixel: grains, lumps, its roundness across the
 * samples and a slow change along the lines. Immutable.
 */
final class RockTexture {
  private static final double GRAIN = 0.05;
  private static final double LUMP = 0.08;
  private static final double DRIFT = 0.05;

  /** Brightness that is missing at the ends of a line. */
  private static final double EDGE = 0.2;

  private final ValueNoise grains;
  private final ValueNoise lumps;
  private final int samples;

  RockTexture(long seed, int samples) {
    SplittableRandom random = new SplittableRandom(seed);
    grains = new ValueNoise(random.nextLong());
    lumps = new ValueNoise(random.nextLong());
    this.samples = samples;
  }

  /** Factors on the reflectance of one line, one a sample, all above zero. */
  void line(int line, float[] brightness) {
    double drift = DRIFT * lumps.at(line / 80.0, -50);
    for (int sample = 0; sample < samples; sample++) {
      double across = 2 * (sample + 0.5) / samples - 1;
      double lump = LUMP * lumps.at(line / 3.0, sample / 3.0);
      double grain = GRAIN * grains.normal(line, sample);
      brightness[sample] = (float) ((1 - EDGE * across * across) * (1 + drift + lump + grain));
    }
  }
}
