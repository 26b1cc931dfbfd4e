package org.petrascope.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ConstrainedLeastSquaresTest {
  private static final int ROWS = 70;

  @Property(tries = 500)
  void equalsBruteForceOverAllSupports(
      @ForAll @IntRange(min = 1, max = 6) int count,
      @ForAll @IntRange(min = 8, max = 40) int bands,
      @ForAll @DoubleRange(min = 0, max = 2) double noise,
      @ForAll boolean sumToOne,
      @ForAll long seed) {
    var problem = Problem.of(count, bands, 1, noise, seed);
    float[] x = problem.solve(sumToOne);
    for (int row = 0; row < ROWS; row++) {
      double[] expected = BruteForce.solve(problem.endmembers(), problem.row(row), sumToOne);
      for (int e = 0; e < count; e++) {
        double tolerance = 1e-6 * Math.max(1, Math.abs(expected[e]));
        assertEquals(expected[e], x[row * count + e], tolerance);
      }
    }
  }

  @Property(tries = 500)
  void nearlyCollinearEndmembersFitAsWellAsBruteForce(
      @ForAll @IntRange(min = 2, max = 6) int count,
      @ForAll @IntRange(min = 2, max = 40) int bands,
      @ForAll @IntRange(min = 1, max = 8) int digitsAlike,
      @ForAll @DoubleRange(min = 0, max = 1) double noise,
      @ForAll boolean sumToOne,
      @ForAll long seed) {
    var problem = Problem.of(count, bands, Math.pow(10, -digitsAlike), noise, seed);
    float[] x = problem.solve(sumToOne);
    for (int row = 0; row < ROWS; row++) {
      double[] b = problem.row(row);
      double[] expected = BruteForce.solve(problem.endmembers(), b, sumToOne);
      double least = BruteForce.distance(problem.endmembers(), expected, b);
      double[] actual = abundances(x, row, count);
      assertEquals(least, BruteForce.distance(problem.endmembers(), actual, b), 1e-6);
      assertFeasible(actual, sumToOne);
    }
  }

  @Property(tries = 500)
  void alikeToFourDigitsStillGivesTheSameAbundances(
      @ForAll @IntRange(min = 2, max = 6) int count,
      @ForAll @IntRange(min = 12, max = 40) int bands,
      @ForAll long seed) {
    var problem = Problem.of(count, bands, 1e-4, 0.1, seed);
    float[] x = problem.solve(true);
    for (int row = 0; row < ROWS; row++) {
      double[] expected = BruteForce.solve(problem.endmembers(), problem.row(row), true);
      for (int e = 0; e < count; e++) {
        assertEquals(expected[e], x[row * count + e], 1e-6);
      }
    }
  }

  @Property(tries = 500)
  void repeatedEndmembersFitAsWellAsOnce(
      @ForAll @IntRange(min = 1, max = 4) int count,
      @ForAll @IntRange(min = 1, max = 30) int bands,
      @ForAll boolean sumToOne,
      @ForAll long seed) {
    var once = Problem.of(count, bands, 1, 0.3, seed);
    float[] twice = new float[2 * once.flat.length];
    System.arraycopy(once.flat, 0, twice, 0, once.flat.length);
    System.arraycopy(once.flat, 0, twice, once.flat.length, once.flat.length);
    var doubled = new Problem(twice, once.rows, bands);
    float[] x = doubled.solve(sumToOne);
    for (int row = 0; row < ROWS; row++) {
      double[] b = once.row(row);
      double[] expected = BruteForce.solve(once.endmembers(), b, sumToOne);
      double least = BruteForce.distance(once.endmembers(), expected, b);
      double[] actual = abundances(x, row, 2 * count);
      assertEquals(least, BruteForce.distance(doubled.endmembers(), actual, b), 1e-6);
      assertFeasible(actual, sumToOne);
    }
  }

  @Property(tries = 500)
  void manyEndmembersMeetTheOptimalityConditions(
      @ForAll @IntRange(min = 7, max = 40) int count,
      @ForAll @IntRange(min = 3, max = 60) int bands,
      @ForAll long seed) {
    var problem = Problem.of(count, bands, 1, 0.3, seed);
    float[] x = problem.solve(true);
    for (int row = 0; row < ROWS; row++) {
      double[] actual = abundances(x, row, count);
      assertFeasible(actual, true);
      assertOptimal(problem.endmembers(), actual, problem.row(row));
    }
  }

  @Test
  void mixtureGivesItsFractionsBackAndNoResidual() {
    float[] endmembers = {1, 0, 0, 0.5f, 0, 1, 0, 0.5f, 0, 0, 1, 0.5f};
    float[] rows = {0.25f, 0.75f, 0, 0.5f};
    float[] x = new float[3];
    float[] rms = new float[1];
    ConstrainedLeastSquares.fullyConstrained(endmembers, 4).solve(rows, 0, 1, x, rms);
    assertArrayEquals(new float[] {0.25f, 0.75f, 0}, x, 1e-7f);
    assertEquals(0, rms[0], 1e-7f);
  }

  @Test
  void rmsCountsWhatNoEndmemberExplains() {
    float[] x = new float[1];
    float[] rms = new float[1];
    var problem = ConstrainedLeastSquares.fullyConstrained(new float[] {1, 0}, 2);
    problem.solve(new float[] {4, 4}, 0, 1, x, rms);
    assertEquals(1, x[0]);
    assertEquals(Math.sqrt((9 + 16) / 2.0), rms[0], 1e-6);
  }

  @Test
  void rowWithoutAValueHasNoAbundances() {
    float[] x = new float[4];
    float[] rms = new float[2];
    var problem = ConstrainedLeastSquares.fullyConstrained(new float[] {1, 0, 0, 1}, 2);
    problem.solve(new float[] {Float.NaN, 1, 0, 1}, 0, 2, x, rms);
    assertArrayEquals(new float[] {Float.NaN, Float.NaN, 0, 1}, x);
    assertArrayEquals(new float[] {Float.NaN, 0}, rms);
  }

  @Test
  void endmemberWithAHoleIsRefused() {
    float[] endmembers = {1, 0, 0, Float.NaN};
    var refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> ConstrainedLeastSquares.nonNegative(endmembers, 2));
    assertEquals(
        "endmember 1 is NaN at band 1; leave that band out of endmembers and rows",
        refusal.getMessage());
  }

  private static double[] abundances(float[] x, int row, int count) {
    double[] actual = new double[count];
    for (int e = 0; e < count; e++) {
      actual[e] = x[row * count + e];
    }
    return actual;
  }

  private static void assertFeasible(double[] x, boolean sumToOne) {
    double sum = 0;
    for (double part : x) {
      assertTrue(part >= 0);
      sum += part;
    }
    if (sumToOne) {
      assertEquals(1, sum, 1e-6);
    }
  }

  /** No endmember may promise a shorter distance than those in use. */
  private static void assertOptimal(double[][] endmembers, double[] x, double[] row) {
    double most = Double.NEGATIVE_INFINITY;
    double used = 0;
    for (int e = 0; e < x.length; e++) {
      double slope = 0;
      for (int b = 0; b < row.length; b++) {
        double rest = row[b];
        for (int other = 0; other < x.length; other++) {
          rest -= x[other] * endmembers[other][b];
        }
        slope += endmembers[e][b] * rest;
      }
      most = Math.max(most, slope);
      used += x[e] * slope;
    }
    assertEquals(most, used, 1e-4);
  }

  /** Endmembers around one shape, apart by a spread, and rows near their mixtures. */
  private static final class Problem {
    private final float[] flat;
    private final float[] rows;
    private final int bands;

    Problem(float[] flat, float[] rows, int bands) {
      this.flat = flat;
      this.rows = rows;
      this.bands = bands;
    }

    static Problem of(int count, int bands, double spread, double noise, long seed) {
      var random = new Random(seed);
      float[] common = new float[bands];
      for (int b = 0; b < bands; b++) {
        common[b] = random.nextFloat();
      }
      float[] flat = new float[count * bands];
      for (int i = 0; i < flat.length; i++) {
        flat[i] = (float) (common[i % bands] + spread * random.nextDouble());
      }
      float[] rows = new float[ROWS * bands];
      for (int row = 0; row < ROWS; row++) {
        for (int e = 0; e < count; e++) {
          double share = random.nextInt(3) == 0 ? 0 : random.nextDouble() * 2 / count;
          for (int b = 0; b < bands; b++) {
            rows[row * bands + b] += (float) (share * flat[e * bands + b]);
          }
        }
        for (int b = 0; b < bands; b++) {
          rows[row * bands + b] += (float) (noise * random.nextGaussian());
        }
      }
      return new Problem(flat, rows, bands);
    }

    float[] solve(boolean sumToOne) {
      int count = flat.length / bands;
      float[] x = new float[ROWS * count];
      var problem =
          sumToOne
              ? ConstrainedLeastSquares.fullyConstrained(flat, bands)
              : ConstrainedLeastSquares.nonNegative(flat, bands);
      problem.solve(rows, 0, 30, x, new float[ROWS]);
      problem.solve(rows, 30, ROWS, x, new float[ROWS]);
      return x;
    }

    double[][] endmembers() {
      double[][] endmembers = new double[flat.length / bands][bands];
      for (int i = 0; i < flat.length; i++) {
        endmembers[i / bands][i % bands] = flat[i];
      }
      return endmembers;
    }

    double[] row(int row) {
      double[] values = new double[bands];
      for (int b = 0; b < bands; b++) {
        values[b] = rows[row * bands + b];
      }
      return values;
    }
  }
}
