package org.petrascope.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WindowMeanTest {
  private static final int LINES = 17;
  private static final int SAMPLES = 23;

  private static float mean(float[] plane, int line, int sample, int radius) {
    double sum = 0;
    int count = 0;
    for (int l = Math.max(0, line - radius); l <= Math.min(LINES - 1, line + radius); l++) {
      for (int s = Math.max(0, sample - radius); s <= Math.min(SAMPLES - 1, sample + radius); s++) {
        float value = plane[l * SAMPLES + s];
        sum += Float.isNaN(value) ? 0 : value;
        count += Float.isNaN(value) ? 0 : 1;
      }
    }
    return count == 0 ? Float.NaN : (float) (sum / count);
  }

  @Test
  void everyPlaceHasTheMeanOfWhatIsThere() {
    SplittableRandom random = new SplittableRandom(11);
    float[] plane = new float[LINES * SAMPLES];
    for (int at = 0; at < plane.length; at++) {
      plane[at] = random.nextInt(3) == 0 ? Float.NaN : (float) random.nextDouble();
    }
    for (int radius : new int[] {0, 1, 5, 40}) {
      float[] means = WindowMean.of(plane, LINES, SAMPLES, radius);
      for (int at = 0; at < means.length; at++) {
        assertEquals(mean(plane, at / SAMPLES, at % SAMPLES, radius), means[at], 1e-6f);
      }
    }
  }

  @Test
  void largerPixelsHaveTheMeanOfTheirArea() {
    float[] in = {0, 1, 2, 3, 4, 5, 6, 7, 8, Float.NaN};
    float[] out = new float[6];
    AreaMean.of(in, 1, 5, 2, 3, 1.5, out);
    // Along the first axis: rows of two; 1.5 of them make one.
    assertArrayEquals(
        new float[] {2 / 3f, 5 / 3f, 10 / 3f, 13 / 3f, 20 / 3f, Float.NaN}, out, 1e-5f);
  }
}
