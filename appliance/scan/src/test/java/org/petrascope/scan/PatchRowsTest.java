package org.petrascope.scan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.petrascope.learning.RowShape;

/** Which pixels a patch is made of; every pixel of the block holds its own number. */
class PatchRowsTest {
  private static final int LINES = 3;
  private static final int SAMPLES = 4;

  private static float[] around(int pixel, int... missing) {
    float[] numbers = new float[LINES * SAMPLES];
    boolean[] usable = new boolean[numbers.length];
    Arrays.fill(usable, true);
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i;
    }
    for (int i : missing) {
      usable[i] = false;
    }
    PatchRows patches = new PatchRows(new RowShape(3, 1000), SAMPLES, numbers, usable);
    return patches.around(new int[] {pixel - SAMPLES}, 1, SAMPLES).values();
  }

  @Test
  void neighboursStandLineByLine() {
    assertArrayEquals(new float[] {0, 1, 2, 4, 5, 6, 8, 9, 10}, around(5));
  }

  @Test
  void neighboursBesideTheBlockAreMirrored() {
    assertArrayEquals(new float[] {5, 4, 5, 1, 0, 1, 5, 4, 5}, around(0));
    assertArrayEquals(new float[] {6, 7, 6, 10, 11, 10, 6, 7, 6}, around(11));
  }

  @Test
  void neighboursThatWereNotMeasuredAreTheOppositeOnesOrTheMiddle() {
    assertArrayEquals(new float[] {10, 1, 2, 4, 5, 6, 8, 9, 10}, around(5, 0));
    assertArrayEquals(new float[] {5, 1, 2, 4, 5, 6, 8, 9, 5}, around(5, 0, 10));
  }
}
