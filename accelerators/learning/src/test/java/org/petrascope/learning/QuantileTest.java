package org.petrascope.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class QuantileTest {
  private static double[] ones(int count) {
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  @Test
  void nineScoresGiveTheLargestForNinetyPerCent() {
    double[] scores = {9, 1, 8, 2, 7, 3, 6, 4, 5};
    assertEquals(9, Quantile.conformal(scores, ones(9), 0.9));
    assertEquals(5, Quantile.conformal(scores, ones(9), 0.5));
  }

  @Test
  void tooFewGroupsPromiseNothing() {
    assertEquals(Quantile.ALL, Quantile.conformal(new double[] {1, 2, 3}, ones(3), 0.9));
  }

  @Test
  void aLargeGroupWeighsNoMoreThanASmallOne() {
    double[] scores = {1, 2, 3, 4, 5, 5, 5, 5, 5, 5};
    double[] weights = {1, 1, 1, 1, 1 / 6.0, 1 / 6.0, 1 / 6.0, 1 / 6.0, 1 / 6.0, 1 / 6.0};
    assertEquals(3, Quantile.conformal(scores, weights, 0.5));
    assertEquals(5, Quantile.conformal(scores, ones(10), 0.5));
  }

  @Test
  void rankIsTheShareBelow() {
    double[] rising = {0, 1, 2, 2, 4};
    assertEquals(0, Quantile.rank(rising, -1));
    assertEquals(0, Quantile.rank(rising, 0));
    assertEquals(0.125, Quantile.rank(rising, 0.5));
    assertEquals(0.75, Quantile.rank(rising, 2));
    assertEquals(0.875, Quantile.rank(rising, 3));
    assertEquals(1, Quantile.rank(rising, 4));
  }

  @Test
  void quantilesAreInterpolated() {
    assertEquals(2.5, Quantile.of(new double[] {1, 2, 3, 4}, 0.5));
    assertEquals(4, Quantile.of(new double[] {1, 2, 3, 4}, 1));
  }

  @Test
  void normalHalfWidthsAreThoseOfTheTables() {
    assertEquals(1.6448536269514722, Quantile.normalHalfWidth(0.9), 1e-9);
    assertEquals(2.5758293035489004, Quantile.normalHalfWidth(0.99), 1e-9);
    assertEquals(0.6744897501960817, Quantile.normalHalfWidth(0.5), 1e-9);
  }
}
