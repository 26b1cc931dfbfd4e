package org.petrascope.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PositiveDefiniteTest {
  @Test
  void solvesAndTellsTheDeterminant() {
    double[] matrix = {4, 2, 0, 2, 5, 3, 0, 3, 6};
    double[] b = {8, 21, 24};
    assertTrue(PositiveDefinite.factor(matrix, 3));
    PositiveDefinite.solve(matrix, 3, b);
    // 4 x 1 + 2 x 2 = 8, 2 x 1 + 5 x 2 + 3 x 3 = 21, 3 x 2 + 6 x 3 = 24
    assertArrayEquals(new double[] {1, 2, 3}, b, 1e-12);
    assertEquals(
        Math.log(4 * (30 - 9) - 2 * 12), PositiveDefinite.logDeterminant(matrix, 3, 3), 1e-12);
    assertEquals(Math.log(16), PositiveDefinite.logDeterminant(matrix, 3, 2), 1e-12);
  }

  @Test
  void matrixThatIsNotPositiveDefiniteIsSaidSo() {
    assertFalse(PositiveDefinite.factor(new double[] {1, 2, 2, 1}, 2));
    assertFalse(PositiveDefinite.factor(new double[] {Double.NaN}, 1));
  }
}
