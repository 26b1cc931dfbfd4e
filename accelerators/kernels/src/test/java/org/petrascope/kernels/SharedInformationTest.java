package org.petrascope.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SharedInformationTest {
  private static final int SIDE = 40;
  private static final SharedInformation.Tile TILE = new SharedInformation.Tile(10, 12, 20, 18);

  private static SharedInformation.Image noise(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[SIDE * SIDE * SharedInformation.STRIDE];
    for (int at = 0; at < values.length; at++) {
      values[at] = at % SharedInformation.STRIDE == 3 ? 1 : (float) random.nextGaussian();
    }
    return new SharedInformation.Image(values, SIDE, SIDE);
  }

  /** Seen by a camera of other contrast, so many lines and samples further. */
  private static SharedInformation.Image other(SharedInformation.Image image, int dl, int ds) {
    float[] values = new float[image.values().length];
    for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
      int line = pixel / SIDE - dl;
      int sample = pixel % SIDE - ds;
      if (line >= 0 && line < SIDE && sample >= 0 && sample < SIDE) {
        int from = (line * SIDE + sample) * SharedInformation.STRIDE;
        int to = pixel * SharedInformation.STRIDE;
        values[to] = -2 * image.values()[from + 1];
        values[to + 1] = image.values()[from] - image.values()[from + 2];
        values[to + 2] = image.values()[from + 2] + 0.1f * image.values()[from + 1];
        values[to + 3] = 1;
      }
    }
    return new SharedInformation.Image(values, SIDE, SIDE);
  }

  @Test
  void mixedAndInvertedPlanesTellAllWhereTheyBelong() {
    SharedInformation.Image image = noise(5);
    double[] surface = new double[7 * 9];
    SharedInformation.surface(image, other(image, 2, -3), TILE, 3, 4, surface);
    int best = 0;
    for (int at = 0; at < surface.length; at++) {
      best = surface[at] > surface[best] ? at : best;
      assertTrue(at == best || surface[at] < 0.1, "shift " + at + " tells " + surface[at]);
    }
    assertEquals((2 + 3) * 9 + (-3 + 4), best);
    assertTrue(surface[best] > 5, "the place tells " + surface[best]);
  }

  @Test
  void oneSharedPlaneTellsWhatItsCorrelationSays() {
    SharedInformation.Image image = noise(6);
    SharedInformation.Image strange = noise(7);
    float[] values = strange.values().clone();
    for (int at = 0; at < values.length; at += SharedInformation.STRIDE) {
      values[at] = 0.8f * image.values()[at] + 0.6f * values[at];
    }
    double[] surface = new double[1];
    SharedInformation.surface(
        image,
        new SharedInformation.Image(values, SIDE, SIDE),
        new SharedInformation.Tile(0, 0, SIDE, SIDE),
        0,
        0,
        surface);
    // Correlation 0.8: -ln(1 - 0.64) / 2.
    assertEquals(0.511, surface[0], 0.03);
  }

  @Test
  void placeThatIsMostlyOutsideTellsNothing() {
    SharedInformation.Image image = noise(8);
    double[] surface = new double[3];
    SharedInformation.surface(
        image, image, new SharedInformation.Tile(38, 0, 2, SIDE), 1, 0, surface);
    assertTrue(surface[1] > 3);
    double[] far = new double[5];
    SharedInformation.surface(image, image, new SharedInformation.Tile(38, 0, 2, SIDE), 2, 0, far);
    assertTrue(Double.isNaN(far[4]), "nothing lies there");
    assertTrue(!Double.isNaN(far[0]));
  }
}
