package org.petrascope.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class UnitLengthTest {
  @Test
  void lengthIsOneAndEmptyOrBrokenRowsHaveNoAnswer() {
    float nan = Float.NaN;
    float[] rows = {9, 9, 3, -4, 0, 0, 1, nan};
    UnitLength.normalise(rows, 2, 1, 4);
    assertArrayEquals(new float[] {9, 9, 0.6f, -0.8f, nan, nan, nan, nan}, rows, 1e-7f);
  }
}
