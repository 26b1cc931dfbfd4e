package org.petrascope.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MaternTest {
  @Test
  void valuesAreThoseOfTheFormula() {
    double[] squares = {9, 0, 4, 9};
    Matern.covariance(squares, 2, 1, 4);
    assertArrayEquals(new double[] {9, 1, 0.4833577, 0.2677566}, squares, 1e-7);
  }

  @Test
  void slopeIsTheDerivative() {
    double at = 1.3;
    double step = 1e-6;
    double[] around = {(at - step) * (at - step), (at + step) * (at + step)};
    Matern.covariance(around, 0.7, 0, 2);
    double[] slope = {at * at};
    Matern.slope(slope, 0.7, 0, 1);
    assertEquals((around[1] - around[0]) / (2 * step), slope[0] * at, 1e-8);
  }
}
