package org.petrascope.spectral;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class GridTransformTest {
  private static final GridTransform MAP = new GridTransform(3, 1.02, -0.01, -4, 0.005, 0.98);

  @Test
  void wayThereAndBackIsNoWay() {
    GridTransform both = MAP.then(MAP.inverse());
    assertArrayEquals(GridTransform.identity().terms(), both.terms(), 1e-12);
    assertArrayEquals(new double[] {0, 1, 0, 0, 0, 1}, MAP.inverse().then(MAP).terms(), 1e-12);
  }

  @Test
  void secondMapFollowsTheFirst() {
    GridTransform next = new GridTransform(1, 2, 0.5, 2, -0.5, 3);
    GridTransform both = MAP.then(next);
    double line = MAP.line(7, 11);
    double sample = MAP.sample(7, 11);
    assertEquals(next.line(line, sample), both.line(7, 11), 1e-12);
    assertEquals(next.sample(line, sample), both.sample(7, 11), 1e-12);
  }

  @Test
  void coarserPixelsHaveTheirEdgesInCommon() {
    GridTransform coarser = GridTransform.coarser(2, 4);
    // The edge before the first pixel is at -0.5 in either; the first large pixel's centre lies
    // between the fine pixels 0 and 1, or 0 to 3.
    assertEquals(-0.5, coarser.line(-0.5, 0), 1e-12);
    assertEquals(0, coarser.line(0.5, 0), 1e-12);
    assertEquals(0, coarser.sample(0, 1.5), 1e-12);
  }

  @Test
  void farthestIsTheDistanceAtTheWorstCorner() {
    GridTransform other = new GridTransform(3, 1.02, -0.01, -4, 0.005, 0.99);
    assertEquals(0.01 * 99, MAP.farthest(other, 50, 100), 1e-9);
    assertEquals(0, MAP.farthest(other, 50, 1), 1e-12);
  }
}
