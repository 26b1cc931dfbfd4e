package org.petrascope.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FrameTimesTest {
  private static final long MS = 1_000_000;

  /** Frames every 20 ms from this time of the camera's clock, each so late. */
  private static FrameTimes frames(long cameraMs, long hereMs, long... lateMs) {
    FrameTimes times = new FrameTimes();
    for (int i = 0; i < lateMs.length; i++) {
      long passedMs = 20L * i;
      times.add((cameraMs + passedMs) * MS, (hereMs + passedMs + lateMs[i]) * MS);
    }
    return times;
  }

  @Test
  void latestFrameWasTakenTheLeastLatenessBeforeItArrived() {
    assertEquals(5043 * MS, frames(100, 5000, 9, 3, 50).latestNs());
  }

  @Test
  void clockThatWentOnIsKnownThoughAllFramesOfTheLaterStreamAreLate() {
    FrameTimes before = frames(100, 5000, 3, 4, 5);
    assertTrue(before.goesOnIn(frames(2100, 7000, 340, 350, 345)));
  }

  @Test
  void clockThatBeganAnewWasSetOrStandsDoesNotGoOn() {
    FrameTimes before = frames(60_000, 5000, 3, 4, 5);
    assertFalse(before.goesOnIn(frames(500, 7000, 3, 4, 5)), "began anew");
    assertFalse(before.goesOnIn(frames(64_000, 7000, 3, 4, 5)), "was set");
    FrameTimes standing = new FrameTimes();
    standing.add(60_000 * MS, 7000 * MS);
    standing.add(60_000 * MS, 7020 * MS);
    assertFalse(before.goesOnIn(standing), "stands");
    assertFalse(new FrameTimes().goesOnIn(before), "nothing came before");
  }

  @Test
  void framesThatCatchUpAreNotSettledUntilTheyArrivePromptly() {
    FrameTimes times = new FrameTimes();
    for (int i = 0; i < 40; i++) {
      times.add(20L * i * MS, (20L * i + Math.max(3, 103 - 4 * i)) * MS);
      // 25 frames catch up; the eighth of those that better nothing settles it.
      assertEquals(i >= 25 + 7, times.settled(), "frame " + i);
    }
  }
}
