package org.petrascope.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BandedMatrixTest {
  private static final float NAN = Float.NaN;
  private static final double[] EVEN = {0, 2, 4, 6, 8, 10, 12, 14, 16};

  @Test
  void outputIsTheWeightedSumOfItsNeighbours() {
    var matrix =
        new BandedMatrix(4, new int[] {0, 2, 1}, new double[][] {{1}, {0.5, 0.5}, {1, -1}});
    float[] out = new float[6];
    matrix.apply(new float[] {9, 9, 9, 9, 1, 2, 4, 8}, 1, 2, out);
    assertArrayEquals(new float[] {0, 0, 0, 1, 6, -2}, out);
  }

  @Test
  void missingInputReachesOnlyTheOutputsThatWeighIt() {
    var matrix =
        new BandedMatrix(
            3, new int[] {0, 0, 1, 0}, new double[][] {{0.5, 0.5}, {1, 0}, {1, 1}, {}});
    float[] out = new float[4];
    matrix.apply(new float[] {4, NAN, 2}, 0, 1, out);
    assertArrayEquals(new float[] {NAN, 4, NAN, NAN}, out);
  }

  @Test
  void weightsOutsideTheRowAreRefused() {
    var refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> new BandedMatrix(3, new int[] {2}, new double[][] {{1, 1}}));
    assertEquals(
        "input row: 2 values from index 2 are used, the array holds 3; pass an array of the stated shape",
        refusal.getMessage());
  }

  /** Expected values: scipy.signal.savgol_filter(y, 5, 3, deriv, delta=2, mode="interp"). */
  @Test
  void evenlySpacedDerivativesEqualThoseOfSciPy() {
    assertArrayEquals(
        new float[] {
          1.42857f, 2.28571f, 4.57143f, 5.34286f, 7.31428f, 4.51429f, 2.71428f, 1.85714f, 9.28571f
        },
        filtered(0),
        1e-5f);
    assertArrayEquals(
        new float[] {
          -0.2619f, 0.95238f, 1.16667f, 0.875f, -0.29167f, -1.125f, -1.5f, 1.14286f, 6.78571f
        },
        filtered(1),
        1e-5f);
    assertArrayEquals(
        new float[] {
          0.85714f, 0.35714f, -0.14286f, -0.03571f, -0.67857f, 0.07143f, 0.57143f, 2.07143f,
          3.57143f
        },
        filtered(2),
        1e-5f);
  }

  @Property(tries = 500)
  void polynomialIsFollowedExactlyOnUnevenBands(
      @ForAll @IntRange(min = 0, max = 4) int order,
      @ForAll @IntRange(min = 0, max = 2) int derivative,
      @ForAll long seed) {
    if (derivative > order) {
      return;
    }
    var random = new Random(seed);
    double[] positions = new double[30];
    double position = 0.4;
    for (int b = 0; b < 30; b++) {
      position += 0.01 + 0.04 * random.nextDouble();
      positions[b] = position;
    }
    double[] coefficients = random.doubles(order + 1, -1, 1).toArray();
    float[] row = new float[30];
    for (int b = 0; b < 30; b++) {
      row[b] = (float) derivative(coefficients, positions[b], 0);
    }
    float[] out = new float[30];
    int window = 2 * (order / 2) + 5;
    SavitzkyGolay.filter(positions, window, order, derivative).apply(row, 0, 1, out);
    // Rounding of the float row, magnified by the division by the band distance.
    double tolerance = 2e-6 * Math.pow(100, derivative);
    for (int b = 0; b < 30; b++) {
      assertEquals(derivative(coefficients, positions[b], derivative), out[b], tolerance);
    }
  }

  @Test
  void evenWindowHasNoMiddleAndIsRefused() {
    var refusal =
        assertThrows(IllegalArgumentException.class, () -> SavitzkyGolay.filter(EVEN, 4, 2, 1));
    assertEquals("window is 4 bands, it must be odd so that it has a middle", refusal.getMessage());
  }

  private static float[] filtered(int derivative) {
    float[] out = new float[9];
    SavitzkyGolay.filter(EVEN, 5, 3, derivative)
        .apply(new float[] {1, 4, 2, 8, 5, 7, 1, 3, 9}, 0, 1, out);
    return out;
  }

  private static double derivative(double[] coefficients, double at, int derivative) {
    double value = 0;
    for (int power = derivative; power < coefficients.length; power++) {
      double factor = 1;
      for (int d = 0; d < derivative; d++) {
        factor *= power - d;
      }
      value += coefficients[power] * factor * Math.pow(at, power - derivative);
    }
    return value;
  }
}
