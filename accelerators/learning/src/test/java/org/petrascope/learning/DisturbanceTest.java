package org.petrascope.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DisturbanceTest {
  private static final RowShape LINE = new RowShape(1, 100, 110, 130);

  @Test
  void shiftMovesTheScale() {
    Rows rows = new Rows(2, 3, new float[] {1, 2, 4, 10, 9, 7});
    assertArrayEquals(
        new float[] {1.5f, 2.5f, 4, 9.5f, 8.5f, 7},
        new Disturbance.Shift(5).apply(LINE, rows, 1).values(),
        1e-6f);
    assertArrayEquals(
        new float[] {1, 1.5f, 3.5f, 10, 9.5f, 7.5f},
        new Disturbance.Shift(-5).apply(LINE, rows, 1).values(),
        1e-6f);
  }

  @Test
  void everyPixelOfAPatchIsShifted() {
    RowShape patch = new RowShape(3, 100, 110);
    float[] values = new float[18];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    float[] shifted = new Disturbance.Shift(5).apply(patch, new Rows(1, 18, values), 1).values();
    assertEquals(16.5f, shifted[16]);
    assertEquals(17, shifted[17]);
  }

  @Test
  void gainScales() {
    Rows rows = new Rows(1, 3, new float[] {1, Float.NaN, 4});
    assertArrayEquals(
        new float[] {2, Float.NaN, 8}, new Disturbance.Gain(2).apply(LINE, rows, 1).values());
  }

  @Test
  void noiseHasTheStatedShareAndRepeats() {
    float[] values = new float[30000];
    Arrays.fill(values, 0.5f);
    Rows rows = new Rows(10000, 3, values);
    Disturbance noise = new Disturbance.Noise(0.02);
    Rows noisy = noise.apply(LINE, rows, 3);
    double squares = 0;
    for (float value : noisy.values()) {
      squares += Math.pow(value - 0.5, 2);
    }
    double deviation = Math.sqrt(squares / 30000);
    assertTrue(deviation > 0.0097 && deviation < 0.0103, "deviation " + deviation);
    assertEquals(noisy, noise.apply(LINE, rows, 3));
    assertNotEquals(noisy, noise.apply(LINE, rows, 4));
  }
}
