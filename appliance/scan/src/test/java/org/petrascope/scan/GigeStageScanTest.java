package org.petrascope.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.formats.EnviReader;
import org.petrascope.simulator.FaultPlan;
import org.petrascope.spectral.RawCube;
import org.petrascope.stage.SimulatedStage;
import org.petrascope.stage.StageClock;
import org.petrascope.stage.StageDescription;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.ScanRequest;
import org.petrascope.store.ScanState;

/**
 * A core box on a conveyor under a camera that sends real packets, of which some frames are lost.
 */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class GigeStageScanTest {
  private static final int SAMPLES = 160;
  private static final int LINES = 240;
  private static final int SCENE_LINES = 460;
  private static final double RATE_HZ = 60;
  private static final double START_MM = 300;
  private static final int BANDS = 224;
  private static final int[] COMPARED = {20, 60, 100, 140, 180};
  private static final double EXPOSURE_US = 1500;

  /** Lines of the scene before the stage's start. */
  private static final int BEFORE = 100;

  @TempDir Path root;

  @Test
  void droppedFramesAreTakenAgainInTheirPlaces() throws Exception {
    StageDescription description = new StageDescription("conveyor", 300, 2000, 100, true);
    try (SimulatedStage conveyor = new SimulatedStage(description, 0, 2000, StageClock.REAL);
        SimulatedStation rig = new SimulatedStation(root, SAMPLES, SCENE_LINES, RATE_HZ)) {
      double pitch = rig.station.settings().linePitchMm();
      rig.camera.follow(
          ns -> BEFORE + (long) Math.floor((conveyor.positionMm(ns) - START_MM) / pitch));
      rig.station.with(
          new StationStage(
              new StageSettings(START_MM, 1500, OptionalDouble.empty()), () -> conveyor));
      rig.withReferences();
      rig.camera.inject(FaultPlan.parse("dropFrame=0.04,seed=7"));
      rig.station.listen(faultsEnd(rig));
      ScanRequest whole = rig.request();
      ScanRequest request =
          new ScanRequest(
              whole.hole(), whole.box(), whole.depth(), whole.template(), whole.intervals(), LINES);
      ScanRecord scan = rig.station.await(rig.station.scan(request).id());
      assertEquals(ScanState.FINISHED, scan.state(), scan.progress().message());
      ScanFiles files = ScanFiles.of(rig.store.folder(scan), scan);
      BitSet lost = CaptureJournal.read(files.journal());
      String told = Files.readString(files.product("healing.json"));
      assertTrue(lost.cardinality() > 0, "some frames were dropped");
      assertEquals(0, scan.progress().linesLost(), told);
      try (EnviReader raw = EnviReader.open(files.raw())) {
        assertEquals(0, raw.header().lostLines().cardinality(), told);
        assertShowsTheScene(raw, lost, rig);
      }
    }
  }

  /** Frames are lost in the first pass alone. */
  private static StationListener faultsEnd(SimulatedStation rig) {
    return new StationListener() {
      @Override
      public void changed(StationStatus status) {
        if (status.state() == StationState.FINISHING) {
          rig.camera.inject(FaultPlan.NONE);
        }
      }
    };
  }

  /** Lines that were taken again lie as close to the scene in their places as all others do. */
  private static void assertShowsTheScene(EnviReader raw, BitSet lost, SimulatedStation rig) {
    float[][] scene = scene(rig);
    int offset = 0;
    double least = Double.MAX_VALUE;
    for (int candidate = 0; candidate <= SCENE_LINES - LINES; candidate++) {
      double rms = rms(raw, scene, candidate, complement(lost));
      offset = rms < least ? candidate : offset;
      least = Math.min(rms, least);
    }
    double healed = rms(raw, scene, offset, lost);
    assertTrue(healed <= 1.2 * least, "%.1f DN, elsewhere %.1f DN".formatted(healed, least));
  }

  private static BitSet complement(BitSet lines) {
    BitSet others = new BitSet();
    others.set(0, LINES);
    others.andNot(lines);
    return others;
  }

  /** DN without noise of the compared bands of every scene line. */
  private static float[][] scene(SimulatedStation rig) {
    double temperatureC = rig.sensor.parameters().temperatureC();
    float[][] scene = new float[SCENE_LINES][SAMPLES * COMPARED.length];
    for (int line = 0; line < SCENE_LINES; line++) {
      float[] bil = new float[SAMPLES * BANDS];
      rig.scene.reflectance(line, bil);
      for (int i = 0; i < scene[line].length; i++) {
        int sample = i % SAMPLES;
        int band = COMPARED[i / SAMPLES];
        float reflectance = bil[band * SAMPLES + sample];
        scene[line][i] =
            (float)
                (rig.sensor.darkDn(sample, band, EXPOSURE_US, temperatureC)
                    + rig.sensor.lightDn(sample, band, EXPOSURE_US, reflectance));
      }
    }
    return scene;
  }

  private static double rms(EnviReader raw, float[][] scene, int offset, BitSet lines) {
    double sum = 0;
    for (int line = lines.nextSetBit(0); line >= 0; line = lines.nextSetBit(line + 1)) {
      RawCube taken = raw.raw(line, 1);
      float[] expected = scene[line + offset];
      for (int i = 0; i < expected.length; i++) {
        double difference = taken.dn(0, i % SAMPLES, COMPARED[i / SAMPLES]) - expected[i];
        sum += difference * difference;
      }
    }
    return Math.sqrt(sum / (lines.cardinality() * scene[0].length));
  }
}
