package org.petrascope.scan;

import java.util.Arrays;
import java.util.Optional;
import org.petrascope.spectral.BadPixels;
import org.petrascope.spectral.Detector;
import org.petrascope.spectral.Reference;
import org.petrascope.spectral.WhiteLight;

/**
 * Why a captured reference is of no use, in one sentence with the remedy; empty where it is good.
 */
final class ReferenceCheck {
  /** A dark above this share of full scale is light. */
  private static final double DARK_MAX = 0.4;

  /** More of the dark than this share at zero are no bad pixels. */
  private static final double ZERO_SHARE_MAX = 0.05;

  private static final double ROUNDING_DN = 0.5;

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

  /** Why a dark is to be used with care: what lies below zero is not seen. */
  static Optional<String> darkAtZero(Reference dark) {
    int zeros = 0;
    for (float dn : dark.bil()) {
      zeros += dn < ROUNDING_DN ? 1 : 0;
    }
    double share = (double) zeros / dark.bil().length;
    return share > ZERO_SHARE_MAX
        ? Optional.of(
            "%.0f %% of the dark lie at zero, where noise is cut off: raise the camera's black level"
                .formatted(100 * share))
        : Optional.empty();
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
    WhiteLight light = WhiteLight.of(white, dark);
    double bright = light.brightDn();
    if (!(bright > WHITE_MIN * dnMax)) {
      return Optional.of(
          "white reference is too dark (%.0f of %d DN above the dark): see that the lamp is on and the panel in view, then capture it again"
              .formatted(bright, dnMax));
    }
    return uneven(light.profile());
  }

  private static Optional<String> uneven(float[] profile) {
    for (int sample = 0; sample < profile.length; sample++) {
      int from = Math.max(0, sample - NEIGHBOURS);
      int to = Math.min(profile.length, sample + NEIGHBOURS + 1);
      float[] near = Arrays.copyOfRange(profile, from, to);
      Arrays.sort(near);
      float expected = near[near.length / 2];
      boolean step = Math.abs(profile[sample] - expected) > STEP_MAX * expected;
      if (profile[sample] < EVEN_MIN || step) {
        return Optional.of(
            "white reference is uneven (sample %d has %.0f %% of the median light): clean the panel and bring all of it into view, then capture it again"
                .formatted(sample, 100 * profile[sample]));
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
}
