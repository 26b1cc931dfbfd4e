package org.petrascope.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatedStageTest extends StageContract {
  @Override
  protected Stage stage() {
    return new SimulatedStage(description("conveyor"), 0, TRAVEL_MM, StageClock.REAL);
  }

  /** A clock that stands until it is moved. */
  private static final class Hand implements StageClock {
    private long ns;

    @Override
    public long nowNs() {
      return ns;
    }

    @Override
    public void pass(Duration time) {
      ns += time.toNanos();
    }
  }

  @Test
  void theWayIsLinearInTimeBetweenTheRamps() {
    Hand hand = new Hand();
    try (SimulatedStage stage = new SimulatedStage(description("conveyor"), 0, TRAVEL_MM, hand)) {
      stage.move(100, 50);
      // v / a = 25 ms of ramp, and v^2 / 2a = 0.625 mm in it.
      hand.pass(Duration.ofMillis(25));
      assertEquals(0.625, stage.status().positionMm(), 1e-9);
      for (int line = 1; line <= 100; line++) {
        hand.pass(Duration.ofMillis(10));
        assertEquals(0.625 + 0.5 * line, stage.status().positionMm(), 1e-9);
        assertEquals(50, stage.status().speedMmPerS());
      }
      hand.pass(Duration.ofSeconds(1));
      assertEquals(100, stage.status().positionMm(), 1e-9);
    }
  }

  @Test
  void aShortMoveNeverReachesItsSpeed() {
    Hand hand = new Hand();
    try (SimulatedStage stage = new SimulatedStage(description("conveyor"), 0, TRAVEL_MM, hand)) {
      stage.move(0.5, 100);
      // sqrt(s a) = 31.6 mm/s in the middle, after sqrt(s / a).
      hand.pass(Duration.ofNanos(Math.round(1e9 * Math.sqrt(0.5 / ACCELERATION))));
      assertEquals(0.25, stage.status().positionMm(), 1e-6);
      assertEquals(Math.sqrt(0.5 * ACCELERATION), stage.status().speedMmPerS(), 1e-3);
    }
  }

  @Test
  void whoeverWatchesItKnowsWhereItIsAtAnyTime() {
    Hand hand = new Hand();
    List<Motion> told = new ArrayList<>();
    try (SimulatedStage stage =
        new SimulatedStage(description("conveyor"), 0, TRAVEL_MM, hand).watchedBy(told::add)) {
      assertEquals(0, told.getLast().positionMm(hand.nowNs()));
      stage.move(100, 50);
      hand.pass(Duration.ofMillis(500));
      assertEquals(stage.status().positionMm(), told.getLast().positionMm(hand.nowNs()), 1e-9);
      stage.hold();
      hand.pass(Duration.ofMillis(500));
      assertEquals(stage.status().positionMm(), told.getLast().positionMm(hand.nowNs()), 1e-9);
      assertEquals(3, told.size());
    }
  }

  @Test
  void aWayAlongTheCoreMayRunAgainstThePositions() {
    Motion motion = new Motion(100, 40, 30, 500, 0).along(90, -1);
    assertEquals(-10, motion.positionMm(0));
    assertEquals(50, motion.positionMm(Long.MAX_VALUE / 2));
  }
}
