package org.petrascope.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AffineTest {
  private static final double[] MAP = {1.25, 1.02, -0.01, 2.5, 0.01, 0.98};
  private static final int SIDE = 20;

  private static double value(double line, double sample) {
    return 3 + 0.5 * line - 0.2 * sample + 0.01 * line * sample + 0.02 * line * line;
  }

  @Test
  void cubicImageOfASecondDegreeSurfaceIsExact() {
    float[] values = new float[SIDE * SIDE * SharedInformation.STRIDE];
    for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
      int line = pixel / SIDE;
      values[pixel * SharedInformation.STRIDE + 1] = (float) value(line, pixel % SIDE);
      values[pixel * SharedInformation.STRIDE + 3] = 1;
    }
    values[(10 * SIDE + 10) * SharedInformation.STRIDE + 3] = 0;
    SharedInformation.Image image = new SharedInformation.Image(values, SIDE, SIDE);
    float[] seen = Affine.cubic(image, MAP, 12, 12).values();
    int measured = 0;
    for (int pixel = 0; pixel < 144; pixel++) {
      int i = pixel / 12;
      double line = MAP[0] + MAP[1] * i + MAP[2] * (pixel % 12);
      double sample = MAP[3] + MAP[4] * i + MAP[5] * (pixel % 12);
      boolean hole = Math.abs(line - 10) < 1 && Math.abs(sample - 10) < 1;
      assertEquals(hole ? 0 : 1, seen[pixel * SharedInformation.STRIDE + 3], "pixel " + pixel);
      if (!hole) {
        assertEquals(value(line, sample), seen[pixel * SharedInformation.STRIDE + 1], 1e-3);
        measured++;
      }
    }
    assertEquals(140, measured);
  }

  @Test
  void bilinearSpectraLieBetweenTheirNeighboursAndNothingIsMadeUp() {
    // Two lines of three samples of two bands; the second band of the last pixel is missing.
    float[] bip = {0, 10, 1, 11, 2, 12, 4, 14, 5, 15, 6, Float.NaN};
    float[] out = new float[8];
    double[] map = {0.25, 1, 0, 0.5, 0, 0.75};
    Affine.bilinearLine(bip, 5, 2, 3, 2, map, 5, out);
    assertArrayEquals(
        new float[] {1.5f, 11.5f, 2.25f, Float.NaN, 3, Float.NaN, Float.NaN, Float.NaN},
        out,
        1e-6f);
  }

  @Test
  void neighbourWithoutWeightDoesNotCount() {
    float[] bip = {1, Float.NaN, 3, Float.NaN};
    float[] out = new float[2];
    Affine.bilinearLine(bip, 0, 2, 2, 1, new double[] {0.5, 1, 0, 0, 0, 1}, 0, out);
    assertArrayEquals(new float[] {2, Float.NaN}, out);
  }
}
