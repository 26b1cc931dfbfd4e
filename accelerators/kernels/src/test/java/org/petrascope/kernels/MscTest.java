package org.petrascope.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class MscTest {
  private static final double[] REFERENCE = {0.2, 0.5, 0.3, 0.9};

  @Test
  void scaledAndShiftedReferenceComesBack() {
    float[] rows = {7, 7, 7, 7, 0.5f, 1.1f, 0.7f, 1.9f};
    Msc.correct(rows, REFERENCE, 1, 2);
    assertArrayEquals(new float[] {7, 7, 7, 7, 0.2f, 0.5f, 0.3f, 0.9f}, rows, 1e-6f);
  }

  @Test
  void flatFallingAndBrokenRowsHaveNoAnswer() {
    float nan = Float.NaN;
    float[] rows = {0.25f, 0.25f, 0.25f, 0.25f, 0.8f, 0.5f, 0.7f, 0.1f, 0.2f, nan, 0.3f, 0.9f};
    Msc.correct(rows, REFERENCE, 0, 3);
    float[] expected = new float[12];
    java.util.Arrays.fill(expected, nan);
    assertArrayEquals(expected, rows);
  }
}
