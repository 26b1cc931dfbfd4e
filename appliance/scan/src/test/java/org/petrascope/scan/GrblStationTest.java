package org.petrascope.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.spectral.ReflectanceCube;
import org.petrascope.stage.GrblSimulator;
import org.petrascope.stage.GrblStage;
import org.petrascope.stage.StageStatus;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.ScanState;

/**
 * A station whose stage is a GRBL controller on a serial port and whose camera sends real packets:
 * frames are lost and a stretch is too bright, and what comes of it is the core line by line.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class GrblStationTest {
  private static final double RATE_HZ = FaultRow.Bed.STAGE.rateHz();
  private static final int LINES = 90;
  private static final double PITCH_MM = 0.5;
  private static final StageSettings SETTINGS =
      new StageSettings(70, 195, OptionalDouble.of(PITCH_MM * ConveyorScene.SAMPLES));

  /** Line of the scene that lies under the camera where the stage is at its start. */
  private static final int BEFORE = 140;

  private static final int BRIGHT_FROM = BEFORE + 45;
  private static final int BRIGHT_TO = BEFORE + 63;
  private static final int BAND = 75;

  @TempDir Path root;

  @BeforeEach
  void needsAPseudoTerminal() {
    assumeTrue(GrblSimulator.possible(), "socat is not installed: it makes the pseudo-terminals");
  }

  @Test
  void lostAndSaturatedLinesAreHealedAsIfNothingHadHappened() throws Exception {
    StagedScene scene = new StagedScene(FaultStation.BANDS, RATE_HZ, BRIGHT_FROM, BRIGHT_TO);
    try (GrblSimulator controller = new GrblSimulator(GrblSimulator.Firmware.GRBL_1_1);
        FaultStation rig = new FaultStation(root, FaultRow.Bed.STAGE, scene)) {
      rig.camera()
          .follow(
              ns ->
                  BEFORE
                      + (long)
                          Math.floor((controller.positionMm(ns) - SETTINGS.startMm()) / PITCH_MM));
      rig.station.with(new StationStage(SETTINGS, () -> GrblStage.open(controller.port(), 'X')));
      rig.withReferences();
      rig.inject("dropFrame=0.08,seed=11");
      rig.station.listen(faultsEnd(rig));
      ScanRecord begun = rig.begin(LINES);
      ScanRecord scan = rig.station.await(begun.id());
      assertEquals(ScanState.FINISHED, scan.state(), scan.progress().message());
      assertEquals(LINES, scan.progress().lines());
      assertEquals(0, scan.progress().linesLost(), scan.progress().message());
      BitSet lost = CaptureJournal.read(rig.files(scan).journal());
      HealingReport report = rig.files(scan).healing().orElseThrow();
      assertTrue(lost.cardinality() > 0, "some frames were dropped");
      assertEquals(lost.cardinality(), report.lost(), report.sentence());
      assertEquals(lost.cardinality(), report.lostRegained(), report.sentence());
      assertEquals(BRIGHT_TO - BRIGHT_FROM, report.saturated(), report.sentence());
      assertEquals(BRIGHT_TO - BRIGHT_FROM, report.saturatedRegained(), report.sentence());
      assertShowsTheCore(rig, scan, scene);
      assertTrue(rig.station.stage().orElseThrow().reading().name().startsWith("GRBL 1.1h at"));
    }
  }

  /** Frames are lost in the first pass alone. */
  private static StationListener faultsEnd(FaultStation rig) {
    return new StationListener() {
      @Override
      public void changed(StationStatus status) {
        if (status.state() == StationState.FINISHING) {
          rig.inject("");
        }
      }
    };
  }

  /** Every line shows the next place of the core, as bright as it is. */
  private static void assertShowsTheCore(FaultStation rig, ScanRecord scan, StagedScene scene) {
    int[] places = rig.places(scan);
    ReflectanceCube cube = ScannedReflectance.of(rig.files(scan), rig.station.settings());
    for (int line = 0; line < LINES; line++) {
      assertEquals(places[0] + line, places[line], "place of line " + line);
      for (int sample = 0; sample < ConveyorScene.SAMPLES; sample++) {
        assertEquals(
            scene.reflectance(places[line], sample),
            cube.spectrum(line, sample)[BAND],
            0.05,
            "line %d, sample %d".formatted(line, sample));
      }
    }
  }

  @Test
  void aLockedControllerIsToldWithItsRemedy() throws Exception {
    GrblSimulator.Firmware firmware = GrblSimulator.Firmware.GRBL_1_1;
    try (GrblSimulator controller = new GrblSimulator(firmware).locked();
        StationStage stage =
            new StationStage(SETTINGS, () -> GrblStage.open(controller.port(), 'X'))) {
      CountDownLatch told = new CountDownLatch(1);
      stage.start("stage", told::countDown);
      assertTrue(told.await(30, TimeUnit.SECONDS));
      StageReading reading = stage.reading();
      assertEquals(StageStatus.State.ALARM, reading.status().orElseThrow().state());
      assertTrue(reading.message().contains("the next scan homes it"), reading.message());
    }
  }
}
