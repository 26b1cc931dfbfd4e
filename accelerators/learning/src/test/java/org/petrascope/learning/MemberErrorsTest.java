package org.petrascope.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemberErrorsTest {
  private static final double[] NONE = {1e-9};

  private static MemberErrors errors(double[]... residuals) {
    int count = residuals[0].length;
    double[] even = new double[count];
    Arrays.fill(even, 1);
    return MemberErrors.of(residuals, even, IntStream.range(0, count).map(i -> i % 5).toArray());
  }

  private static double[] gaussian(int count, double deviation, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return random.doubles(count).map(_ -> deviation * random.nextGaussian()).toArray();
  }

  @Test
  void independentErrorsShareByOneOverTheirVariance() {
    MemberErrors errors = errors(gaussian(20000, 1, 1), gaussian(20000, 2, 2));
    assertArrayEquals(new double[] {0.8, 0.2}, errors.shares(new double[] {0.5, 0.5}, NONE), 0.01);
  }

  @Test
  void sharesAreTheLeastErrorOfTheSimplex() {
    double[] a = gaussian(300, 1, 3);
    double[] b = gaussian(300, 1.2, 4);
    double[] c = IntStream.range(0, 300).mapToDouble(i -> 0.7 * a[i] + 0.6 * b[i]).toArray();
    double[] shares = errors(a, b, c).shares(new double[] {1, 0, 0}, NONE);
    double best = mixedError(shares, a, b, c);
    for (int i = 0; i <= 20; i++) {
      for (int j = 0; i + j <= 20; j++) {
        double[] other = {i / 20.0, j / 20.0, (20 - i - j) / 20.0};
        assertTrue(mixedError(other, a, b, c) >= best - 2e-3, Arrays.toString(other));
      }
    }
  }

  private static double mixedError(double[] shares, double[]... residuals) {
    double sum = 0;
    for (int i = 0; i < residuals[0].length; i++) {
      double mixed = 0;
      for (int m = 0; m < shares.length; m++) {
        mixed += shares[m] * residuals[m][i];
      }
      sum += mixed * mixed / residuals[0].length;
    }
    return sum;
  }

  @Test
  void aStrongPenaltyGivesWhatItIsDrawnTo() {
    double[] towards = {0.2, 0.5, 0.3};
    MemberErrors errors = errors(gaussian(50, 1, 5), gaussian(50, 3, 6), gaussian(50, 1, 7));
    assertArrayEquals(towards, errors.shares(towards, 1e6), 1e-3);
  }

  @Test
  void weakMembersStartWithLittle() {
    double[] start = errors(gaussian(5000, 1, 8), gaussian(5000, 2, 9)).byError();
    assertEquals(1 / (1 + Math.pow(0.25, 4)), start[0], 0.01);
  }

  @Test
  void equalMembersShareEqually() {
    double[] same = gaussian(40, 1, 10);
    double[] shares = errors(same, same).shares(new double[] {0.5, 0.5}, 0.1, 1);
    assertArrayEquals(new double[] {0.5, 0.5}, shares, 1e-4);
  }

  @Test
  void membersWithoutAnyErrorAreNoTrouble() {
    double[] shares = errors(new double[10], gaussian(10, 1, 11)).shares(new double[] {1, 0}, 1);
    assertArrayEquals(new double[] {1, 0}, shares, 1e-4);
  }
}
