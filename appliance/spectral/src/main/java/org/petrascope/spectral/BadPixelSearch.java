package org.petrascope.spectral;

import java.util.Arrays;

/**
 * Finds bad pixels in a dark and a white reference: those that differ from the pixels beside them
 * along the line and also from those of the same sample in the bands around. Medians hold while
 * less than half of the neighbours are bad and follow an uneven lamp, the fall-off to the edges and
 * the spectrum of the light. A whole band that is darker than others, or a sample behind dust in
 * the slit, differs one way only. For one thread.
 */
final class BadPixelSearch {
  private static final int REACH_SAMPLES = 5;
  private static final int REACH_BANDS = 3;

  /**
   * An offset beyond this share of full scale is bad. Where the fixed pattern is so low that it
   * cannot be mistaken, a fifth less is: the neighbours' median and the pixel's own pattern take
   * something off what is there.
   */
  private static final double OFFSET_MAX = 0.05;

  private static final double OFFSET_SURE = 0.04;

  /** No good pixel is so many standard deviations of the fixed pattern from its neighbours. */
  private static final double PATTERN_DEVIATIONS = 6;

  /** Median of absolute deviations to standard deviation, for normal distributions. */
  private static final double MAD_TO_DEVIATION = 1.4826;

  /** A share of the neighbours' light below which a pixel does not answer to it. */
  private static final double ANSWER_MIN = 0.5;

  /** Where less than this share of full scale is light, nobody can tell who answers to it. */
  private static final double LIGHT_MIN = 0.01;

  /** Light below so many times the noise is not seen either. */
  private static final double LIGHT_NOISES = 3;

  /**
   * What is five times as noisy as its neighbours looks at least this much noisier: from 50 lines a
   * standard deviation is known to 10 %, which is three of those.
   */
  private static final double NOISE_RATIO_MAX = 3.5;

  /** Rounding to whole numbers alone may look like this, in DN. */
  private static final double ROUNDING_DN = 0.5;

  private final int samples;
  private final int bands;
  private final double fullScaleDn;
  private final float[] window = new float[2 * Math.max(REACH_SAMPLES, REACH_BANDS) + 1];
  private final byte[] kinds;

  private BadPixelSearch(int samples, int bands, double fullScaleDn) {
    this.samples = samples;
    this.bands = bands;
    this.fullScaleDn = fullScaleDn;
    this.kinds = new byte[samples * bands];
  }

  /**
   * The bad pixels of a detector.
   *
   * @param dark with its noise
   * @param white of the same size, with its noise
   */
  static BadPixels find(Reference dark, Reference white, double fullScaleDn) {
    BadPixelSearch search = new BadPixelSearch(dark.samples(), dark.bands(), fullScaleDn);
    search.noise(dark);
    search.noise(white);
    search.levels(dark.bil(), white.bil(), white.noiseBil().orElseThrow());
    return new BadPixels(search.samples, search.kinds);
  }

  private void noise(Reference reference) {
    float[] noise = reference.noiseBil().orElseThrow();
    float[] alongLine = alongLine(noise);
    float[] acrossBands = acrossBands(noise);
    for (int i = 0; i < noise.length; i++) {
      double usual = Math.max(ROUNDING_DN, Math.max(alongLine[i], acrossBands[i]));
      if (noise[i] > NOISE_RATIO_MAX * usual) {
        mark(i, BadPixels.Kind.FLICKERING);
      }
    }
  }

  /** What a level says of a pixel weighs more than its noise. */
  private void levels(float[] dark, float[] white, float[] whiteNoise) {
    float[] light = new float[dark.length];
    float[] off = alongLine(dark);
    float[] offAcross = acrossBands(dark);
    for (int i = 0; i < dark.length; i++) {
      light[i] = white[i] - dark[i];
      off[i] = Math.abs(dark[i] - off[i]);
      offAcross[i] = Math.abs(dark[i] - offAcross[i]);
    }
    double pattern = PATTERN_DEVIATIONS * deviation(off);
    double offMax = Math.clamp(pattern, OFFSET_SURE * fullScaleDn, OFFSET_MAX * fullScaleDn);
    float[] lightAlong = alongLine(light);
    float[] lightAcross = acrossBands(light);
    float[] noiseAlong = alongLine(whiteNoise);
    for (int i = 0; i < dark.length; i++) {
      double away = Math.min(off[i], offAcross[i]);
      // The lowest DN hides how far below it the pixel is.
      boolean far = away > (dark[i] < ROUNDING_DN ? Math.min(pattern, offMax) : offMax);
      double seen = Math.max(LIGHT_MIN * fullScaleDn, LIGHT_NOISES * noiseAlong[i]);
      double usual = Math.min(lightAlong[i], lightAcross[i]);
      if (lightAlong[i] > seen && light[i] < ANSWER_MIN * usual) {
        mark(i, far ? BadPixels.Kind.STUCK : BadPixels.Kind.DEAD);
      } else if (far) {
        mark(i, BadPixels.Kind.OFFSET);
      }
    }
  }

  private void mark(int place, BadPixels.Kind kind) {
    kinds[place] = kind.code();
  }

  /** A standard deviation that outliers do not move, from absolute deviations. */
  private static double deviation(float[] deviations) {
    float[] sorted = deviations.clone();
    Arrays.sort(sorted);
    return MAD_TO_DEVIATION * sorted[sorted.length / 2];
  }

  /** For every pixel the median of those beside it in its band, itself among them. */
  private float[] alongLine(float[] values) {
    float[] medians = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      int first = i - i % samples;
      int from = Math.max(first, i - REACH_SAMPLES);
      int to = Math.min(first + samples - 1, i + REACH_SAMPLES);
      medians[i] = median(values, from, to, 1);
    }
    return medians;
  }

  /** For every pixel the median of its sample in the bands around, its own among them. */
  private float[] acrossBands(float[] values) {
    float[] medians = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      int band = i / samples;
      int sample = i % samples;
      int from = Math.max(0, band - REACH_BANDS) * samples + sample;
      int to = Math.min(bands - 1, band + REACH_BANDS) * samples + sample;
      medians[i] = median(values, from, to, samples);
    }
    return medians;
  }

  private float median(float[] values, int from, int to, int step) {
    int count = 0;
    for (int i = from; i <= to; i += step) {
      window[count++] = values[i];
    }
    Arrays.sort(window, 0, count);
    return (window[(count - 1) / 2] + window[count / 2]) / 2;
  }
}
