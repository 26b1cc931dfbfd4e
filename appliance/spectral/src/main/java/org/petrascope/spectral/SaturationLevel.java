package org.petrascope.spectral;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Finds where a sensor says no more, below the largest DN of its format: some pixels of a bright
 * reference then show the same DN, however bright the light, and hardly any noise, for the noise of
 * light grows with the light but what is cut off does not flicker.
 */
public final class SaturationLevel {
  /** Pixels that pile up at one DN are within this share of the range. */
  private static final double WIDTH = 1.0 / 512;

  /** So many bright pixels may be outliers of their own. */
  private static final int OUTLIERS = 3;

  /** Fewer pixels are no pile. */
  private static final int PIXELS_MIN = 16;

  /** Pixels from here to there, as shares of the level, show how noisy unsaturated ones are. */
  private static final double COMPARED_FROM = 0.5;

  private static final double COMPARED_TO = 0.9;

  /** Saturated pixels have less than this share of that noise. */
  private static final double QUIET = 0.5;

  private SaturationLevel() {}

  /**
   * The lowest DN of saturated pixels; empty where the reference shows none below {@code dnMax} or
   * its noise is not known.
   *
   * @param bad pixels that tell nothing
   * @param dnMax DN at which pixels are saturated in any case
   */
  public static OptionalInt of(Reference reference, BadPixels bad, int dnMax) {
    float[] noise = reference.noiseBil().orElse(new float[0]);
    float[] mean = reference.bil();
    int[] brightest =
        IntStream.range(0, noise.length)
            .filter(pixel -> !bad.bad(pixel))
            .boxed()
            .sorted((a, b) -> Float.compare(mean[b], mean[a]))
            .mapToInt(Integer::intValue)
            .toArray();
    if (brightest.length < OUTLIERS + PIXELS_MIN) {
      return OptionalInt.empty();
    }
    double width = Math.max(2, dnMax * WIDTH);
    double top = mean[brightest[OUTLIERS]];
    double[] pile = noise(brightest, mean, noise, new Span(top - width, top + width));
    double[] others =
        noise(brightest, mean, noise, new Span(COMPARED_FROM * top, COMPARED_TO * top));
    boolean saturated =
        top + width < dnMax
            && pile.length >= PIXELS_MIN
            && others.length >= PIXELS_MIN
            && median(pile) < QUIET * median(others);
    return saturated ? OptionalInt.of((int) Math.floor(top - width)) : OptionalInt.empty();
  }

  private record Span(double from, double to) {
    boolean holds(double value) {
      return value >= from && value <= to;
    }
  }

  private static double[] noise(int[] pixels, float[] mean, float[] noise, Span span) {
    return Arrays.stream(pixels)
        .filter(pixel -> span.holds(mean[pixel]))
        .mapToDouble(pixel -> noise[pixel])
        .sorted()
        .toArray();
  }

  private static double median(double[] sorted) {
    return sorted[sorted.length / 2];
  }
}
