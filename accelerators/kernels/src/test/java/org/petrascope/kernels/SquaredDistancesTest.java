package org.petrascope.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SquaredDistancesTest {
  @Test
  void distancesAreThoseOfTheDefinition() {
    SplittableRandom random = new SplittableRandom(3);
    int bands = 7;
    int rows = 300;
    double[] vectors = random.doubles(5L * bands).toArray();
    float[] in = new float[rows * bands];
    for (int i = 0; i < in.length; i++) {
      in[i] = (float) random.nextDouble();
    }
    double[] out = new double[(rows - 1) * 5];
    new SquaredDistances(vectors, bands).of(in, 1, rows, out);
    for (int i = 0; i < out.length; i++) {
      double sum = 0;
      for (int b = 0; b < bands; b++) {
        double away = vectors[i % 5 * bands + b] - in[(i / 5 + 1) * bands + b];
        sum += away * away;
      }
      assertEquals(sum, out[i], 1e-12);
    }
  }

  @Test
  void aRowIsNowhereFromItselfAndABrokenOneHasNoDistance() {
    double[] out = new double[2];
    float[] in = {0.1f, 0.7f, Float.NaN, 0};
    new SquaredDistances(new double[] {0.1f, 0.7f}, 2).of(in, 0, 2, out);
    assertEquals(0, out[0], 1e-15);
    assertTrue(Double.isNaN(out[1]));
  }
}
