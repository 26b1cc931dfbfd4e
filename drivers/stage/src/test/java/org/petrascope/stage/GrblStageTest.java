package org.petrascope.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.petrascope.stage.GrblSimulator.Firmware;

class GrblStageTest extends StageContract {
  private final List<GrblSimulator> simulators = new ArrayList<>();

  @BeforeEach
  void needsAPseudoTerminal() {
    assumeTrue(GrblSimulator.possible(), "socat is not installed: it makes the pseudo-terminals");
  }

  @AfterEach
  void endControllers() {
    simulators.forEach(GrblSimulator::close);
  }

  private GrblSimulator controller(Firmware firmware) {
    GrblSimulator made = new GrblSimulator(firmware);
    simulators.add(made);
    return made;
  }

  @Override
  protected Stage stage() {
    return GrblStage.open(controller(Firmware.GRBL_1_1).port(), 'X');
  }

  private static String refusal(GrblSimulator controller) {
    return assertThrows(StageException.class, () -> GrblStage.open(controller.port(), 'X'))
        .getMessage();
  }

  private static void assertSays(String message, String... parts) {
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
  }

  @Test
  void theControllerTellsItsLimits() {
    GrblSimulator controller = controller(Firmware.GRBL_1_1).with("110", "3000.000");
    try (Stage stage = GrblStage.open(controller.port(), 'X')) {
      StageDescription told = stage.description();
      assertEquals("GRBL 1.1h at " + controller.port(), told.name());
      assertEquals(50, told.speedMaxMmPerS());
      assertEquals(ACCELERATION, told.accelerationMmPerS2());
      assertEquals(TICKS_PER_MM, told.ticksPerMm());
      assertTrue(told.homes());
    }
  }

  @Test
  void aPortThatIsNotThereIsNamed() {
    StageException refused =
        assertThrows(StageException.class, () -> GrblStage.open("/dev/ttyNone7", 'X'));
    assertSays(refused.getMessage(), "/dev/ttyNone7", "plug its cable in");
  }

  @Test
  void aControllerThatSaysNothingIsNamed() {
    assertSays(refusal(controller(Firmware.SILENT)), "answered nothing", "check its power");
  }

  @Test
  void anotherFirmwareIsNamed() {
    assertSays(refusal(controller(Firmware.MARLIN)), "Unknown command", "expected GRBL 1.1");
  }

  @Test
  void anOlderFirmwareIsNamed() {
    assertSays(refusal(controller(Firmware.GRBL_0_9)), "0.9j", "expected GRBL 1.1");
  }

  @Test
  void inchesAreRefused() {
    assertSays(refusal(controller(Firmware.GRBL_1_1).with("13", "1")), "inches", "$13=0");
  }

  @Test
  void workPositionsAreRefused() {
    assertSays(refusal(controller(Firmware.GRBL_1_1).with("10", "0")), "$10=1");
  }

  @Test
  void aSettingOfZeroIsNamed() {
    assertSays(refusal(controller(Firmware.GRBL_1_1).with("120", "0.000")), "$120");
  }

  @Test
  void aLockedControllerIsHomedFirst() {
    try (Stage stage = GrblStage.open(controller(Firmware.GRBL_1_1).locked().port(), 'X')) {
      assertEquals(StageStatus.State.ALARM, stage.status().state());
      StageException refused = assertThrows(StageException.class, () -> stage.move(10, 50));
      assertSays(refused.getMessage(), "home it");
      stage.home();
      stage.move(10, 50);
      stage.awaitRest();
      assertEquals(10, stage.status().positionMm(), 1 / TICKS_PER_MM);
    }
  }

  @Test
  void aLimitSwitchEndsTheMoveWithItsReason() {
    GrblSimulator controller = controller(Firmware.GRBL_1_1);
    try (Stage stage = GrblStage.open(controller.port(), 'X')) {
      controller.limitSwitchMm(5);
      stage.move(50, 50);
      StageException stopped = assertThrows(StageException.class, stage::awaitRest);
      assertSays(stopped.getMessage(), "limit switch was hit", "clear the way");
      assertEquals(StageStatus.State.ALARM, stage.status().state());
    }
  }

  @Test
  void aResetOnTheWayIsNoticed() {
    GrblSimulator controller = controller(Firmware.GRBL_1_1);
    try (Stage stage = GrblStage.open(controller.port(), 'X')) {
      stage.move(TRAVEL_MM, 10);
      controller.reset();
      StageException stopped = assertThrows(StageException.class, stage::awaitRest);
      assertSays(stopped.getMessage(), "was reset", "find its position anew");
    }
  }

  @Test
  void aPulledCableIsNoticed() {
    GrblSimulator controller = controller(Firmware.GRBL_1_1);
    try (Stage stage = GrblStage.open(controller.port(), 'X')) {
      controller.unplug();
      StageException gone =
          assertThrows(
              StageException.class,
              () -> {
                stage.move(TRAVEL_MM, 10);
                stage.awaitRest();
              });
      assertSays(gone.getMessage(), "check its");
    }
  }

  @Test
  void aPortIsNotSharedWithAnother() {
    GrblSimulator controller = controller(Firmware.GRBL_1_1);
    try (Stage stage = GrblStage.open(controller.port(), 'X')) {
      StageException refused =
          assertThrows(StageException.class, () -> GrblStage.open(controller.port(), 'X'));
      assertSays(refused.getMessage(), "another program holds it");
      assertEquals(StageStatus.State.IDLE, stage.status().state());
    }
  }

  @Test
  void anUnknownAxisIsWrongUse() {
    assertThrows(IllegalArgumentException.class, () -> GrblStage.open("/dev/ttyNone7", 'Q'));
  }
}
