package org.petrascope.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DenseMatrixTest {
  @Test
  void productsAreThoseOfTheDefinition() {
    DenseMatrix matrix = new DenseMatrix(new double[] {1, 2, 3, -1, 0, 0.5}, 3);
    float[] out = new float[4];
    matrix.apply(new float[] {1, 1, 1, 2, 0, 4}, 0, 2, out);
    assertArrayEquals(new float[] {6, -0.5f, 14, 0}, out);
  }

  @Test
  void offsetsAreAddedBeforeRounding() {
    DenseMatrix matrix = new DenseMatrix(new double[] {1e9, 1}, 1, new double[] {-1e9, 5});
    float[] out = new float[2];
    matrix.apply(new float[] {1 + 0x1p-23f}, 0, 1, out);
    assertArrayEquals(new float[] {1e9f * 0x1p-23f, 6}, out, 1e-5f);
  }

  @Test
  void rowsBeyondOneTileAreTheSameAsRowsAlone() {
    long seed = 11;
    Random random = new Random(seed);
    int rows = 150;
    double[] weights = random.doubles(7 * 5).toArray();
    float[] in = new float[rows * 5];
    for (int i = 0; i < in.length; i++) {
      in[i] = random.nextFloat();
    }
    DenseMatrix matrix = new DenseMatrix(weights, 5);
    float[] together = new float[rows * 7];
    float[] alone = new float[rows * 7];
    matrix.apply(in, 0, rows, together);
    for (int row = 0; row < rows; row++) {
      matrix.apply(in, row, row + 1, alone);
    }
    assertArrayEquals(together, alone, "seed " + seed);
  }

  @Test
  void aRowWithNanIsNanAndLeavesOthersAlone() {
    DenseMatrix matrix = new DenseMatrix(new double[] {1, 1}, 2);
    float[] out = new float[2];
    matrix.apply(new float[] {Float.NaN, 1, 1, 1}, 0, 2, out);
    assertTrue(Float.isNaN(out[0]));
    assertEquals(2, out[1]);
  }
}
