package org.petrascope.scan;

import java.util.Arrays;
import java.util.Optional;
import org.petrascope.spectral.BadPixels;
import org.petrascope.spectral.Detector;
import org.petrascope.spectral.Reference;

/**
 * Why a captured reference is of no use, in one sentence with the remedy; empty where it is good.
 */
final class ReferenceCheck {
  /** A dark above this share of full scale is light. */
  private static final double DARK_MAX = 0.4;

  /** The brightest bands of a white are above this share of full scale, dark subtracted. */
  private static final double WHITE_MIN = 0.1;

  /** A mean DN above this share of full scale was clipped in some lines. */
  private static final double CLIPPED = 0.99;

  /** This share of clipped values is too bright. */
  private static final double CLIPPED_SHARE_MAX = 0.001;

  /** The darkest sample of an even white has at least this share of the median light. */
  private static final double EVEN_MIN = 0.2;

  /** No sample of a clean white differs by more than this share from its neighbours. */
  private static final double STEP_MAX = 0.25;

  private static final int NEIGHBOURS = 10;

  private ReferenceCheck() {}

  static Optional<String> dark(Reference dark, int dnMax) {
    double mean = mean(dark);
    if (mean > DARK_MAX * dnMax) {
      return Optional.of(
          "dark reference is too bright (mean %.0f of %d DN): see that the shutter closes or cover the lens, then capture it again"
              .formatted(mean, dnMax));
    }
    return Optional.empty();
  }

  /**
   * @param dark taken with the same settings
   */
  static Optional<String> white(Reference white, Reference dark, int dnMax) {
    BadPixels bad = Detector.of(dark, white).badPixels();
    double clipped = clippedShare(white, bad, dnMax);
    if (clipped > CLIPPED_SHARE_MAX) {
      return Optional.of(
          "white reference is too bright (%.1f %% of its values at the limit of %d DN): shorten the exposure, then capture dark and white again"
              .formatted(100 * clipped, dnMax));
    }
    float[] light = light(white, dark);
    float[] sorted = light.clone();
    Arrays.sort(sorted);
    float median = sorted[sorted.length / 2];
    if (!(median > WHITE_MIN * dnMax)) {
      return Optional.of(
          "white reference is too dark (%.0f of %d DN above the dark): see that the lamp is on and the panel in view, then capture it again"
              .formatted(median, dnMax));
    }
    return uneven(light, median);
  }

  private static Optional<String> uneven(float[] light, float median) {
    for (int sample = 0; sample < light.length; sample++) {
      int from = Math.max(0, sample - NEIGHBOURS);
      int to = Math.min(light.length, sample + NEIGHBOURS + 1);
      float[] near = Arrays.copyOfRange(light, from, to);
      Arrays.sort(near);
      float expected = near[near.length / 2];
      boolean step = Math.abs(light[sample] - expected) > STEP_MAX * expected;
      if (light[sample] < EVEN_MIN * median || step) {
        return Optional.of(
            "white reference is uneven (sample %d has %.0f %% of the median light): clean the panel and bring all of it into view, then capture it again"
                .formatted(sample, 100 * light[sample] / median));
      }
    }
    return Optional.empty();
  }

  static double mean(Reference reference) {
    double sum = 0;
    for (float dn : reference.bil()) {
      sum += dn;
    }
    return sum / reference.bil().length;
  }

  /** What bad pixels show says nothing of the light. */
  private static double clippedShare(Reference reference, BadPixels bad, int dnMax) {
    int clipped = 0;
    for (int band = 0; band < reference.bands(); band++) {
      for (int sample = 0; sample < reference.samples(); sample++) {
        boolean high = reference.meanDn(sample, band) >= CLIPPED * dnMax;
        clipped += high && !bad.bad(sample, band) ? 1 : 0;
      }
    }
    return (double) clipped / reference.bil().length;
  }

  /** Mean of the brighter half of the bands above the dark, by sample. */
  private static float[] light(Reference white, Reference dark) {
    int samples = white.samples();
    float[] bands = new float[white.bands()];
    for (int i = 0; i < white.bil().length; i++) {
      bands[i / samples] += (white.bil()[i] - dark.bil()[i]) / samples;
    }
    float[] sorted = bands.clone();
    Arrays.sort(sorted);
    float bright = sorted[sorted.length / 2];
    float[] light = new float[samples];
    int used = 0;
    for (int band = 0; band < bands.length; band++) {
      if (bands[band] >= bright) {
        used++;
        for (int sample = 0; sample < samples; sample++) {
          light[sample] += white.meanDn(sample, band) - dark.meanDn(sample, band);
        }
      }
    }
    for (int sample = 0; sample < samples; sample++) {
      light[sample] /= used;
    }
    return light;
  }
}
