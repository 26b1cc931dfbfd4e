package org.petrascope.scan;

import java.util.Optional;
import org.petrascope.formats.EnviReader;
import org.petrascope.spectral.RawCube;

/**
 * Where lines that were taken again belong: found by the texture of lines that both recordings
 * hold.
 *
 * @param offset a line of the second recording shows the line {@code line + offset} of the first
 * @param residualLines how much further the lines really lie than whole lines tell, -0.5 to 0.5
 * @param correlation of the lines in that place, up to 1
 */
record LineMatch(int offset, double residualLines, double correlation) {
  /** Bands that are compared, evenly over the sensor's. */
  private static final int BANDS = 12;

  /**
   * Compares lines of two recordings.
   *
   * @param lines of the first recording, none of them lost
   */
  static Optional<LineMatch> find(EnviReader first, EnviReader again, int[] lines, Search search) {
    double[] correlations = new double[2 * search.offMax() + 1];
    float[][] before = features(first, lines);
    int best = 0;
    for (int k = 0; k < correlations.length; k++) {
      int offset = search.expected() + k - search.offMax();
      correlations[k] = correlation(before, featuresAt(again, lines, offset));
      best = correlations[k] > correlations[best] ? k : best;
    }
    if (best == 0 || best == correlations.length - 1) {
      return Optional.empty();
    }
    double residual = peak(correlations[best - 1], correlations[best], correlations[best + 1]);
    return Optional.of(
        new LineMatch(search.expected() + best - search.offMax(), residual, correlations[best]));
  }

  /**
   * Where to look.
   *
   * @param expected the offset by the stage's position
   * @param offMax how many lines it may be off
   */
  record Search(int expected, int offMax) {}

  // Vertex of the parabola through three values at -1, 0 and 1, of which the middle one is highest.
  private static double peak(double left, double middle, double right) {
    double curve = left - 2 * middle + right;
    return curve < 0 ? 0.5 * (left - right) / curve : 0;
  }

  private static float[][] features(EnviReader reader, int[] lines) {
    float[][] features = new float[lines.length][];
    for (int i = 0; i < lines.length; i++) {
      features[i] = features(reader, lines[i]);
    }
    return features;
  }

  /** The lines of the second recording that would show these; empty ones where there is none. */
  private static float[][] featuresAt(EnviReader again, int[] lines, int offset) {
    float[][] features = new float[lines.length][];
    for (int i = 0; i < lines.length; i++) {
      int there = lines[i] - offset;
      boolean whole =
          there >= 0 && there < again.shape().lines() && !again.header().lostLines().get(there);
      features[i] = whole ? features(again, there) : new float[0];
    }
    return features;
  }

  private static float[] features(EnviReader reader, int line) {
    RawCube raw = reader.raw(line, 1);
    int samples = raw.shape().samples();
    int bands = Math.min(BANDS, raw.shape().bands());
    float[] features = new float[bands * samples];
    for (int k = 0; k < bands; k++) {
      int band = k * raw.shape().bands() / bands;
      for (int sample = 0; sample < samples; sample++) {
        features[k * samples + sample] = raw.dn(0, sample, band);
      }
    }
    return features;
  }

  // Pearson correlation over the lines that both have, every feature relative to its mean along
  // them, so that what stays the same from line to line (lamp, sensor) tells nothing.
  private static double correlation(float[][] a, float[][] b) {
    int features = 0;
    int lines = 0;
    for (int i = 0; i < a.length; i++) {
      if (b[i].length > 0) {
        features = b[i].length;
        lines++;
      }
    }
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int f = 0; f < features; f++) {
      double meanA = 0;
      double meanB = 0;
      for (int i = 0; i < a.length; i++) {
        if (b[i].length > 0) {
          meanA += a[i][f] / lines;
          meanB += b[i][f] / lines;
        }
      }
      for (int i = 0; i < a.length; i++) {
        if (b[i].length > 0) {
          double fromA = a[i][f] - meanA;
          double fromB = b[i][f] - meanB;
          ab += fromA * fromB;
          aa += fromA * fromA;
          bb += fromB * fromB;
        }
      }
    }
    return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
  }
}
