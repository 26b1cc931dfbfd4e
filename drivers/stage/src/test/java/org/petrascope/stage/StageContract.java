package org.petrascope.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every stage must hold, whatever moves it. A driver's test extends this class and supplies a
 * stage at rest at 0 mm that travels from 0 to {@link #TRAVEL_MM}, with the speed, acceleration and
 * ticks of {@link #description}.
 */
@Timeout(60)
abstract class StageContract {
  static final double TRAVEL_MM = 200;
  static final double SPEED_MAX = 100;
  static final double ACCELERATION = 2000;
  static final double TICKS_PER_MM = 250;

  protected abstract Stage stage();

  static StageDescription description(String name) {
    return new StageDescription(name, SPEED_MAX, ACCELERATION, TICKS_PER_MM, true);
  }

  @Test
  void aMoveEndsAtItsTarget() {
    try (Stage stage = stage()) {
      stage.move(20, SPEED_MAX);
      stage.awaitRest();
      StageStatus status = stage.status();
      assertEquals(StageStatus.State.IDLE, status.state());
      assertEquals(20, status.positionMm(), 1 / TICKS_PER_MM);
      assertEquals(20 * TICKS_PER_MM, (double) status.ticks(), 1);
      assertEquals(0, status.speedMmPerS());
    }
  }

  @Test
  void positionsArePassedInTheDirectionOfTheMove() {
    try (Stage stage = stage()) {
      stage.move(40, 50);
      stage.awaitPassing(10);
      assertTrue(stage.status().positionMm() >= 10);
      stage.awaitRest();
      stage.move(0, 50);
      stage.awaitPassing(30);
      assertTrue(stage.status().positionMm() <= 30);
      stage.awaitRest();
      assertEquals(0, stage.status().positionMm(), 1 / TICKS_PER_MM);
    }
  }

  @Test
  void aPositionThatTheMoveDoesNotReachEndsTheWaitAtItsTarget() {
    try (Stage stage = stage()) {
      stage.move(5, SPEED_MAX);
      stage.awaitPassing(50);
      assertEquals(5, stage.status().positionMm(), 1 / TICKS_PER_MM);
    }
  }

  @Test
  void aHeldStageRestsOnTheWayAndTakesTheNextMove() {
    try (Stage stage = stage()) {
      stage.move(TRAVEL_MM, 10);
      stage.awaitPassing(1);
      stage.hold();
      stage.awaitRest();
      StageStatus held = stage.status();
      assertEquals(StageStatus.State.HELD, held.state());
      assertTrue(held.positionMm() < TRAVEL_MM - 1, held.toString());
      stage.move(0, SPEED_MAX);
      stage.awaitRest();
      assertEquals(StageStatus.State.IDLE, stage.status().state());
      assertEquals(0, stage.status().positionMm(), 1 / TICKS_PER_MM);
    }
  }

  @Test
  void aHoldAtRestChangesNothing() {
    try (Stage stage = stage()) {
      stage.hold();
      assertEquals(StageStatus.State.IDLE, stage.status().state());
    }
  }

  @Test
  void homingEndsAtTheReferencePosition() {
    try (Stage stage = stage()) {
      stage.move(15, SPEED_MAX);
      stage.home();
      assertEquals(0, stage.status().positionMm(), 1 / TICKS_PER_MM);
    }
  }

  @Test
  void tooFastAMoveIsRefusedWithTheLimit() {
    try (Stage stage = stage()) {
      StageException refused =
          assertThrows(StageException.class, () -> stage.move(10, SPEED_MAX + 1));
      assertTrue(refused.getMessage().contains("at most 100.00 mm/s"), refused.getMessage());
    }
  }

  @Test
  void aPositionOutsideTheTravelIsRefused() {
    try (Stage stage = stage()) {
      StageException refused =
          assertThrows(StageException.class, () -> stage.move(TRAVEL_MM + 1, SPEED_MAX));
      assertTrue(refused.getMessage().contains("stage"), refused.getMessage());
      assertEquals(0, stage.status().positionMm());
    }
  }

  @Test
  void movesWithoutNumbersAreWrongUse() {
    try (Stage stage = stage()) {
      assertThrows(IllegalArgumentException.class, () -> stage.move(Double.NaN, 1));
      assertThrows(IllegalArgumentException.class, () -> stage.move(1, 0));
    }
  }
}
