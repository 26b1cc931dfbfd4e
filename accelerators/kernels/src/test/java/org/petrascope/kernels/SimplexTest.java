package org.petrascope.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SimplexTest {
  @Property(tries = 500)
  void closureIsTheNearestPointOfTheSimplex(
      @ForAll @IntRange(min = 1, max = 7) int parts, @ForAll boolean even, @ForAll long seed) {
    var random = new Random(seed);
    double[] weights = new double[parts];
    float[] row = new float[parts];
    for (int i = 0; i < parts; i++) {
      weights[i] = even ? 1 : 0.01 + random.nextDouble() * 10;
      row[i] = (float) random.nextGaussian();
    }
    double[] expected = nearest(row, weights);
    float[] closed = row.clone();
    if (even) {
      Simplex.close(closed, parts, 0, 1);
    } else {
      Simplex.close(closed, weights, 0, 1);
    }
    for (int i = 0; i < parts; i++) {
      assertEquals(expected[i], closed[i], 1e-6);
    }
  }

  @Property
  void closedStaysClosed(@ForAll @IntRange(min = 1, max = 50) int parts, @ForAll long seed) {
    var random = new Random(seed);
    float[] row = new float[parts];
    for (int i = 0; i < parts; i++) {
      row[i] = (float) random.nextGaussian();
    }
    Simplex.close(row, parts, 0, 1);
    float[] again = row.clone();
    Simplex.close(again, parts, 0, 1);
    double sum = 0;
    for (int i = 0; i < parts; i++) {
      assertTrue(row[i] >= 0);
      assertEquals(row[i], again[i], 1e-6f);
      sum += row[i];
    }
    assertEquals(1, sum, 1e-5);
  }

  @Test
  void onlyTheChosenRowsChange() {
    float[] rows = {3, 3, 3, 3, 3, 3};
    Simplex.close(rows, 2, 1, 2);
    assertArrayEquals(new float[] {3, 3, 0.5f, 0.5f, 3, 3}, rows);
  }

  @Test
  void rowWithoutAValueBecomesNaN() {
    float[] rows = {0.2f, Float.NaN, 0.1f};
    Simplex.close(rows, 3, 0, 1);
    assertArrayEquals(new float[] {Float.NaN, Float.NaN, Float.NaN}, rows);
  }

  @Property(tries = 200)
  void everyRowHasItsOwnWeights(@ForAll @IntRange(min = 1, max = 7) int parts, @ForAll long seed) {
    var random = new Random(seed);
    float[] rows = new float[3 * parts];
    double[] weights = new double[3 * parts];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (float) random.nextGaussian();
      weights[i] = 0.01 + random.nextDouble() * 10;
    }
    float[] closed = rows.clone();
    Simplex.close(closed, weights, parts, 1, 3);
    for (int row = 0; row < 3; row++) {
      float[] one = Arrays.copyOfRange(rows, row * parts, (row + 1) * parts);
      if (row > 0) {
        Simplex.close(one, Arrays.copyOfRange(weights, row * parts, (row + 1) * parts), 0, 1);
      }
      assertArrayEquals(one, Arrays.copyOfRange(closed, row * parts, (row + 1) * parts));
    }
  }

  @Property(tries = 200)
  void manyRowsAreClosedAsEachByItself(
      @ForAll @IntRange(min = 1, max = 20) int parts,
      @ForAll @IntRange(min = 1, max = 600) int count,
      @ForAll long seed) {
    var random = new Random(seed);
    float[] rows = new float[count * parts];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (float) random.nextGaussian();
    }
    float[] broken = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
    rows[random.nextInt(rows.length)] = broken[random.nextInt(3)];
    double[] even = new double[parts];
    Arrays.fill(even, 1);
    float[] expected = rows.clone();
    Simplex.close(expected, even, 0, count);
    Simplex.close(rows, parts, 0, count);
    assertArrayEquals(expected, rows, 1e-6f);
  }

  @Test
  void weightsOfARowWithoutAValueDoNotMatter() {
    float[] rows = {Float.NaN, 0.1f, 1, 1};
    Simplex.close(rows, new double[] {Double.NaN, 0, 1, 1}, 2, 0, 2);
    assertArrayEquals(new float[] {Float.NaN, Float.NaN, 0.5f, 0.5f}, rows);
  }

  @Test
  void weightOfZeroIsRefused() {
    var refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> Simplex.close(new float[2], new double[] {1, 0}, 0, 1));
    assertEquals(
        "weight 1 is 0.0, every weight must be a finite number above 0", refusal.getMessage());
  }

  /** Every support in closed form; the nearest of those that are not negative. */
  private static double[] nearest(float[] row, double[] weights) {
    double[] best = new double[row.length];
    double least = Double.POSITIVE_INFINITY;
    for (int support = 1; support < 1 << row.length; support++) {
      double sum = -1;
      double inverse = 0;
      for (int i = 0; i < row.length; i++) {
        sum += (support >> i & 1) * row[i];
        inverse += (support >> i & 1) / weights[i];
      }
      double[] x = new double[row.length];
      double distance = 0;
      for (int i = 0; i < row.length; i++) {
        x[i] = (support >> i & 1) * (row[i] - sum / inverse / weights[i]);
        distance += weights[i] * (x[i] - row[i]) * (x[i] - row[i]);
      }
      if (distance < least && Arrays.stream(x).allMatch(v -> v >= -1e-12)) {
        least = distance;
        best = x;
      }
    }
    return best;
  }
}
