package org.petrascope.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class StretchTest {
  private static List<Stretch> stretches(int... lost) {
    BitSet lines = new BitSet();
    for (int line : lost) {
      lines.set(line);
    }
    return Stretch.of(lines, 10, 200);
  }

  @Test
  void lostLinesHaveWholeOnesOnBothSides() {
    assertEquals(List.of(new Stretch(90, 112, 2)), stretches(100, 101));
  }

  @Test
  void theScanHasNoLinesBeforeItsFirstAndAfterItsLast() {
    assertEquals(List.of(new Stretch(0, 11, 1), new Stretch(189, 200, 1)), stretches(0, 199));
  }

  @Test
  void stretchesThatTouchAreOneAndOthersAreNot() {
    assertEquals(List.of(new Stretch(40, 81, 2)), stretches(50, 70));
    assertEquals(List.of(new Stretch(40, 61, 1), new Stretch(61, 82, 1)), stretches(50, 71));
  }

  @Test
  void nothingLostIsNothingToTake() {
    assertEquals(List.of(), stretches());
  }
}
