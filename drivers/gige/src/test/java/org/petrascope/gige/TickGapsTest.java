package org.petrascope.gige;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TickGapsTest {
  private static final double RATE_HZ = 200;
  private static final long STEP_NS = 5_000_000;

  private long nowNs = 1_000;
  private long id;
  private long counted;
  private int asked;

  @Test
  void longStepsArePlacesOfCountedTicks() {
    TickGaps gaps = counting();
    even(gaps, 20);
    counted += 1;
    assertEquals(1, frame(gaps, 1, 2 * STEP_NS));
    even(gaps, 3);
    counted += 3;
    assertEquals(3, frame(gaps, 1, 4 * STEP_NS));
    even(gaps, 3);
  }

  @Test
  void cameraIsAskedOnlyWhereAStepIsLong() {
    TickGaps gaps = counting();
    even(gaps, 50);
    assertEquals(0, asked);
    assertEquals(0, frame(gaps, 1, 2 * STEP_NS));
    assertEquals(1, asked);
  }

  @Test
  void stageThatSlowsDownOrStandsMissesNoTick() {
    TickGaps gaps = counting();
    even(gaps, 20);
    assertEquals(0, frame(gaps, 1, 2 * STEP_NS));
    assertEquals(0, frame(gaps, 1, 400 * STEP_NS));
    even(gaps, 5);
  }

  @Test
  void countAheadOfTheFrameWaitsForItsGap() {
    TickGaps gaps = counting();
    even(gaps, 20);
    counted += 2;
    assertEquals(1, frame(gaps, 1, 2 * STEP_NS));
    even(gaps, 4);
    assertEquals(1, frame(gaps, 1, 2 * STEP_NS));
    even(gaps, 4);
  }

  @Test
  void firstStepsAreHeldAgainstTheRateThatIsSet() {
    TickGaps gaps = counting();
    even(gaps, 1);
    counted = 1;
    assertEquals(1, frame(gaps, 1, 2 * STEP_NS));
    even(gaps, 5);
  }

  @Test
  void stageThatIsSlowFromTheStartMissesNoTick() {
    TickGaps gaps = counting();
    for (int i = 0; i < 20; i++) {
      assertEquals(0, frame(gaps, 1, 3 * STEP_NS));
    }
    counted = 1;
    assertEquals(1, frame(gaps, 1, 6 * STEP_NS));
  }

  @Test
  void lostFramesAreNoMissedTicks() {
    TickGaps gaps = counting();
    even(gaps, 20);
    counted += 1;
    assertEquals(1, frame(gaps, 3, 4 * STEP_NS));
    assertEquals(0, frame(gaps, 3, 3 * STEP_NS));
  }

  @Test
  void withoutACountWholeMultiplesOfEvenStepsAreBelieved() {
    TickGaps gaps = new TickGaps(RATE_HZ, OptionalLong::empty);
    even(gaps, 20);
    assertEquals(1, frame(gaps, 1, 2 * STEP_NS + STEP_NS / 10));
    assertEquals(0, frame(gaps, 1, 3 * STEP_NS / 2));
    even(gaps, 20);
    assertEquals(0, frame(gaps, 1, 400 * STEP_NS), "a stage that stood");
  }

  @Test
  void withoutACountUnevenStepsTellNothing() {
    TickGaps gaps = new TickGaps(RATE_HZ, OptionalLong::empty);
    for (int i = 0; i < 20; i++) {
      assertEquals(0, frame(gaps, 1, STEP_NS + i % 3 * STEP_NS / 5));
    }
    assertEquals(0, frame(gaps, 1, 3 * STEP_NS));
  }

  private TickGaps counting() {
    return new TickGaps(
        RATE_HZ,
        () -> {
          asked++;
          return OptionalLong.of(counted);
        });
  }

  private void even(TickGaps gaps, int frames) {
    for (int i = 0; i < frames; i++) {
      assertEquals(0, frame(gaps, 1, STEP_NS), "frame " + id);
    }
  }

  private long frame(TickGaps gaps, int ids, long stepNs) {
    id += ids;
    nowNs += stepNs;
    return gaps.before(id, nowNs);
  }
}
