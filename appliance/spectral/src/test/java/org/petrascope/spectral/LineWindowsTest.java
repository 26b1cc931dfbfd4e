package org.petrascope.spectral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Every line goes on once, in order, with all the neighbours within reach that there are. */
class LineWindowsTest {
  private static final Wavelengths BANDS = Wavelengths.ofNanometres(new double[] {1000, 1100});
  private static final int SAMPLES = 3;

  /** Lines that hold their own number; every seventh is lost. */
  private static ReflectanceCube block(int first, int lines) {
    float[] bip = new float[lines * SAMPLES * BANDS.count()];
    BitSet lost = new BitSet();
    for (int i = 0; i < bip.length; i++) {
      int line = first + i / (SAMPLES * BANDS.count());
      bip[i] = line;
      lost.set(line - first, line % 7 == 0);
    }
    return Calibration.stored(new CubeShape(lines, SAMPLES, BANDS.count()), first, BANDS, bip)
        .withLostLines(lost);
  }

  private static List<ReflectanceCube> blocks(int lines, SplittableRandom random) {
    List<ReflectanceCube> blocks = new ArrayList<>();
    for (int line = 0; line < lines; ) {
      int count = Math.min(lines - line, random.nextInt(1, 6));
      blocks.add(block(line, count));
      line += count;
    }
    return blocks;
  }

  @Test
  void everyLineGoesOnOnceWithItsNeighbours() {
    for (long seed = 1; seed <= 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int lines = random.nextInt(1, 40);
      int reach = random.nextInt(0, 6);
      LineWindows<String> windows = new LineWindows<>(reach);
      int known = 0;
      int line = 0;
      for (ReflectanceCube block : blocks(lines, random)) {
        known += block.shape().lines();
        for (LineWindows.Entry<String> entry : windows.add(block, "b" + block.firstLine())) {
          line = checked(entry, line, reach, known);
        }
        assertTrue(
            known - line <= reach + 5, "line %d of %d, seed %d".formatted(line, known, seed));
      }
      for (LineWindows.Entry<String> entry : windows.end()) {
        line = checked(entry, line, reach, lines);
      }
      assertEquals(lines, line, "seed " + seed);
    }
  }

  private static int checked(LineWindows.Entry<String> entry, int line, int reach, int known) {
    ReflectanceCube block = entry.block();
    LineWindow window = entry.window();
    ReflectanceCube around = window.around();
    assertEquals(line, block.firstLine());
    assertEquals("b" + line, entry.with());
    int next = line + block.shape().lines();
    int first = Math.max(0, line - reach);
    assertEquals(first, around.firstLine());
    assertEquals(line - first, window.from());
    assertEquals(block.shape().lines(), window.lines());
    assertEquals(Math.min(known, next + reach) - first, around.shape().lines());
    for (int i = 0; i < around.shape().lines(); i++) {
      assertEquals(first + i, around.spectrum(i, SAMPLES - 1)[1]);
      assertEquals((first + i) % 7 == 0, around.lost(i));
    }
    return next;
  }

  @Test
  void blocksWithoutNeighboursGoOnAtOnceAndAreNotCopied() {
    ReflectanceCube block = block(0, 4);
    LineWindows.Entry<Integer> entry = new LineWindows<Integer>(0).add(block, 7).getFirst();
    assertSame(block, entry.window().around());
    assertSame(block, entry.block());
  }

  @Test
  void windowOfLinesThatAreNotThereIsWrong() {
    assertThrows(IllegalArgumentException.class, () -> new LineWindow(block(0, 4), 3, 2));
  }
}
