package org.petrascope.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class SnvTest {
  private static final float NAN = Float.NaN;

  @Test
  void meanIsZeroAndDeviationOne() {
    float[] rows = {5, 5, 5, 5, 1, 2, 4, 8};
    Snv.normalise(rows, 4, 1, 2);
    assertArrayEquals(
        new float[] {5, 5, 5, 5, -0.88833f, -0.5653f, 0.08076f, 1.37287f}, rows, 1e-5f);
  }

  @Test
  void offsetAndScaleDoNotMatter() {
    float[] rows = {1, 2, 4, 8, 103, 106, 112, 124};
    Snv.normalise(rows, 4, 0, 2);
    for (int b = 0; b < 4; b++) {
      rows[b + 4] -= rows[b];
    }
    assertArrayEquals(new float[4], java.util.Arrays.copyOfRange(rows, 4, 8), 1e-6f);
  }

  @Test
  void missingBandsStayMissingAndDoNotCount() {
    float[] rows = {1, NAN, 2, 4, 8};
    Snv.normalise(rows, 5, 0, 1);
    assertArrayEquals(new float[] {-0.88833f, NAN, -0.5653f, 0.08076f, 1.37287f}, rows, 1e-5f);
  }

  @Test
  void flatRowAndSingleValueHaveNoDeviation() {
    float[] rows = {0.1f, 0.1f, 0.1f, NAN, 3, NAN};
    Snv.normalise(rows, 3, 0, 2);
    assertArrayEquals(new float[] {NAN, NAN, NAN, NAN, NAN, NAN}, rows);
  }
}
