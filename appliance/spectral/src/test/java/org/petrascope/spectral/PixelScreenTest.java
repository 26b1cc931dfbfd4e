package org.petrascope.spectral;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class PixelScreenTest {
  private static final int BANDS = 20;
  private static final Wavelengths SENSOR =
      Wavelengths.ofNanometres(
          java.util.stream.IntStream.range(0, BANDS).mapToDouble(b -> 1000 + 10 * b).toArray());

  private static float[] pixel(float level) {
    float[] pixel = new float[BANDS];
    Arrays.fill(pixel, level);
    return pixel;
  }

  private static List<String> labels(float[] pixel, boolean lost) {
    PixelScreen screen = PixelScreen.of(SENSOR, new BitSet());
    screen.bridge(pixel, 1);
    return PixelFlag.labels(screen.flags(pixel, 0, lost));
  }

  @Test
  void brightnessAndLostLinesAreTold() {
    assertEquals(List.of(), labels(pixel(0.4f), false));
    assertEquals(List.of("low-signal"), labels(pixel(0.005f), false));
    assertEquals(List.of("over-range"), labels(pixel(1.7f), false));
    assertEquals(List.of("lost-line", "no-data"), labels(pixel(0.4f), true));
  }

  @Test
  void fewDeadBandsInsideAreBridgedManyAreNot() {
    float[] few = pixel(0.4f);
    few[7] = Float.NaN;
    few[8] = Float.NaN;
    assertEquals(List.of(), labels(few, false));
    assertArrayEquals(pixel(0.4f), few, 1e-6f);
    float[] many = pixel(0.4f);
    Arrays.fill(many, 5, 8, Float.NaN);
    assertEquals(List.of("no-data"), labels(many, false));
  }

  @Test
  void badBandsAreNotLookedAt() {
    BitSet bad = new BitSet();
    bad.set(0, 4);
    float[] pixel = pixel(0.4f);
    Arrays.fill(pixel, 0, 4, Float.NaN);
    assertEquals(0, PixelScreen.of(SENSOR, bad).flags(pixel, 0, false));
  }

  @Test
  void onlyMeasuredAndBrightPixelsAreTold() {
    assertTrue(PixelScreen.telling(PixelFlag.OVER_RANGE.bit()));
    assertFalse(PixelScreen.telling(PixelFlag.LOW_SIGNAL.bit()));
    assertFalse(PixelScreen.telling(PixelFlag.LOST_LINE.bit() | PixelFlag.NO_DATA.bit()));
  }
}
