package org.petrascope.spectral;

import java.util.Arrays;
import java.util.List;
import org.petrascope.kernels.SharedInformation;
import org.petrascope.kernels.WindowMean;

/** Structure of a box at one size of pixel, ready to be compared with another camera's. */
final class StructureImage {
  /** Contrast is levelled over windows of this radius. */
  private static final int LEVELLED = 16;

  /** Contrast under this share of the whole picture's is not raised further. */
  private static final double CONTRAST_MIN = 0.25;

  /** Stronger structure than this many times the usual counts as much. */
  private static final float CLIPPED = 3;

  private StructureImage() {}

  static SharedInformation.Image of(List<float[]> planes, int lines, int samples) {
    float[] image = new float[lines * samples * SharedInformation.STRIDE];
    for (int at = 0; at < lines * samples; at++) {
      image[at * SharedInformation.STRIDE + SharedInformation.PLANES] = 1;
    }
    for (int plane = 0; plane < planes.size(); plane++) {
      float[] levelled = levelled(BandPass.of(planes.get(plane), lines, samples), lines, samples);
      for (int at = 0; at < levelled.length; at++) {
        int to = at * SharedInformation.STRIDE;
        if (Float.isNaN(levelled[at])) {
          Arrays.fill(image, to, to + SharedInformation.STRIDE, 0);
        } else if (image[to + SharedInformation.PLANES] > 0) {
          image[to + plane] = levelled[at];
        }
      }
    }
    return new SharedInformation.Image(image, lines, samples);
  }

  private static float[] levelled(float[] structure, int lines, int samples) {
    float[] squares = new float[structure.length];
    double sum = 0;
    int count = 0;
    for (int at = 0; at < squares.length; at++) {
      squares[at] = structure[at] * structure[at];
      if (!Float.isNaN(squares[at])) {
        sum += squares[at];
        count++;
      }
    }
    double floor = CONTRAST_MIN * CONTRAST_MIN * sum / Math.max(1, count) + Float.MIN_NORMAL;
    float[] around = WindowMean.of(squares, lines, samples, LEVELLED);
    for (int at = 0; at < squares.length; at++) {
      float value = structure[at] / (float) Math.sqrt(around[at] + floor);
      squares[at] = Float.isNaN(value) ? Float.NaN : Math.clamp(value, -CLIPPED, CLIPPED);
    }
    return squares;
  }
}
