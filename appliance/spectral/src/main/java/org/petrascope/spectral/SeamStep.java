package org.petrascope.spectral;

import java.util.Arrays;

/**
 * How the reflectance of two cameras differs at their seam.
 *
 * @param relative median over the pixels of longer / shorter - 1, of the reflectances at the seam
 * @param pixels pixels that both cameras measured and that are bright enough to compare
 */
public record SeamStep(double relative, int pixels) {
  /** Reflectance from which two cameras are compared: below it the dark's error tells. */
  private static final float COMPARED_MIN = 0.02f;

  /** Of both cameras' reflectances at the seam, place by place; NaN where there is none. */
  public static SeamStep of(float[] shorter, float[] longer) {
    double[] ratios = new double[shorter.length];
    int count = 0;
    for (int pixel = 0; pixel < shorter.length; pixel++) {
      if (shorter[pixel] >= COMPARED_MIN && longer[pixel] >= COMPARED_MIN) {
        ratios[count++] = (double) longer[pixel] / shorter[pixel] - 1;
      }
    }
    if (count == 0) {
      throw new SpectralException(
          "no pixel has a reflectance above %.2f in both cameras at the seam: name another seam"
              .formatted(COMPARED_MIN));
    }
    Arrays.sort(ratios, 0, count);
    double median = (ratios[(count - 1) / 2] + ratios[count / 2]) / 2;
    return new SeamStep(median, count);
  }
}
