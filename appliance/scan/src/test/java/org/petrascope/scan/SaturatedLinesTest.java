package org.petrascope.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.petrascope.spectral.BoxTemplate;
import org.petrascope.spectral.SampleRange;

class SaturatedLinesTest {
  private static final SaturationLimits LIMITS = new SaturationLimits(0.05, 4, 0.5);
  private static final int SAMPLES = 120;

  /** A hundred pixels on core, from sample 10 on. */
  private final SaturatedLines seen =
      new SaturatedLines(new BoxTemplate(List.of(new SampleRange(10, 110))), 100);

  private static BitSet pixels(int from, int to) {
    BitSet pixels = new BitSet();
    pixels.set(from, to);
    return pixels;
  }

  private void saturate(int pixelsOnCore, int... lines) {
    for (int line : lines) {
      seen.look(line, pixels(10, 10 + pixelsOnCore), 0);
    }
  }

  private int[] worth() {
    return seen.worthTakingAgain(LIMITS).stream().toArray();
  }

  private void assertWorth(int... lines) {
    assertEquals(IntStream.of(lines).boxed().toList(), IntStream.of(worth()).boxed().toList());
  }

  @Test
  void linesWithMorePixelsOnCoreThanTheShareAreWorthIt() {
    saturate(6, 20, 21, 22, 23);
    assertWorth(20, 21, 22, 23);
  }

  @Test
  void aStripeThatMirrorsTheLampIsNot() {
    saturate(5, 20, 21, 22, 23);
    assertWorth();
  }

  @Test
  void pixelsBesideTheCoreDoNotCount() {
    for (int line = 20; line < 30; line++) {
      seen.look(line, pixels(0, 10), 0);
    }
    assertWorth();
  }

  @Test
  void aGlintOfFewLinesIsNot() {
    saturate(100, 20, 21, 22);
    assertWorth();
  }

  @Test
  void linesThatAreNearAreOneStretchAndOthersAreNot() {
    saturate(50, 20, 24, 28, 32, 40, 45, 50, 55, 90, 91, 92, 93);
    assertWorth(20, 24, 28, 32, 90, 91, 92, 93);
  }

  @Test
  void pixelsOfALineAreFoundWithinTheirBlock() {
    BitSet block = new BitSet();
    block.set(2 * SAMPLES + 10, 2 * SAMPLES + 60);
    for (int line = 0; line < 4; line++) {
      seen.look(50 + line, block, line * SAMPLES);
    }
    saturate(50, 53, 54, 55);
    assertWorth(52, 53, 54, 55);
  }

  @Test
  void aLineIsBeyondTheLimitsByItsPixelsOnCore() {
    assertTrue(seen.beyond(LIMITS, pixels(10, 16)));
    assertFalse(seen.beyond(LIMITS, pixels(0, 15)));
  }

  @Test
  void limitsThatMeanNothingAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new SaturationLimits(1.1, 4, 0.5));
    assertThrows(IllegalArgumentException.class, () -> new SaturationLimits(0.1, 0, 0.5));
    assertThrows(IllegalArgumentException.class, () -> new SaturationLimits(0.1, 4, 1));
  }
}
