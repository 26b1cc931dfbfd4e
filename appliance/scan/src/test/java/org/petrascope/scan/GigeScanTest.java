package org.petrascope.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.camera.Trigger;
import org.petrascope.formats.EnviReader;
import org.petrascope.learning.ModelPackage;
import org.petrascope.scan.SimulatedStation.SceneSize;
import org.petrascope.scenes.SceneTruth;
import org.petrascope.simulator.FaultPlan;
import org.petrascope.spectral.MapClass;
import org.petrascope.spectral.MapMethod;
import org.petrascope.spectral.PixelFlag;
import org.petrascope.spectral.ScanId;
import org.petrascope.spectral.SpectralLibrary;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.ScanState;
import org.petrascope.store.ScanSummary;

/** The whole chain, from packets on the wire to the mineral map. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class GigeScanTest {
  private static final int SAMPLES = 160;
  private static final int LINES = 240;
  private static final double RATE_HZ = 120;

  @TempDir Path root;

  @Test
  void mineralsPaintedIntoTheBoxComeBack() throws Exception {
    try (SimulatedStation rig = new SimulatedStation(root, SAMPLES, LINES, RATE_HZ)) {
      rig.withReferences();
      ScanRecord scan = scanned(rig);
      ScanSummary summary = rig.store.scans().summary(scan.id()).orElseThrow();
      assertEquals(LINES, summary.lines());
      try (EnviReader raw = EnviReader.open(files(rig, scan).raw())) {
        assertEquals("{}", raw.header().lostLines().toString(), "lines lost");
      }
      assertTrue(summary.closureMaxError() < 1e-3, "closure " + summary.closureMaxError());
      double agreement = agreement(rig, scan);
      assertTrue(agreement >= 0.95, "group agreement on rock " + agreement);
    }
  }

  @Test
  void modelTellsTheBoxWithoutLosingALine() throws Exception {
    int lines = 120;
    SpectralLibrary library = SimulatedStation.library();
    try (ModelPackage model = SmallModels.classes(root.resolve("model"), library);
        SimulatedStation rig =
            new SimulatedStation(
                root.resolve("data"),
                new SceneSize(SAMPLES, lines, RATE_HZ),
                ModelIdentification.of(model, false))) {
      rig.withReferences();
      ScanRecord scan = scanned(rig);
      ScanSummary summary = rig.store.scans().summary(scan.id()).orElseThrow();
      assertEquals(lines, summary.lines());
      assertEquals(0, summary.linesLost());
      assertTrue(summary.closureMaxError() < 1e-3, "closure " + summary.closureMaxError());
      double agreement = agreement(rig, scan);
      assertTrue(agreement >= 0.9, "group agreement on rock " + agreement);
      try (EnviReader flags = EnviReader.open(files(rig, scan).product("flags.hdr"))) {
        assertFlagsOfRock(rig.scene.truth().orElseThrow(), flags);
      }
    }
  }

  /** Tray and wood are told from rock; nothing is lost, nothing that the camera cannot see. */
  private static void assertFlagsOfRock(SceneTruth truth, EnviReader flags) {
    float[] words = new float[Math.toIntExact(flags.shape().values())];
    flags.values(0, flags.shape().lines(), words);
    int right = 0;
    int told = 0;
    for (int pixel = 0; pixel < words.length; pixel++) {
      int word = (int) words[pixel];
      assertFalse(PixelFlag.LOST_LINE.in(word) || PixelFlag.INFERRED.in(word), "pixel " + pixel);
      if (!PixelFlag.LOW_SIGNAL.in(word)) {
        boolean rock = truth.rock(pixel / flags.shape().samples(), pixel % flags.shape().samples());
        told++;
        right += PixelFlag.NOTAROK.in(word) != rock ? 1 : 0;
      }
    }
    assertTrue(right >= 0.9 * told, "%d of %d rock or not".formatted(right, told));
  }

  @Test
  void ticksOfTheEncoderThatStartedNoLineAreLostInTheirPlaces() throws Exception {
    int lines = 60;
    double share = 0.1;
    long seed = 7;
    SplittableRandom ticks = new SplittableRandom(seed);
    BitSet missed = new BitSet();
    for (int line = 0; line < lines; line++) {
      missed.set(line, ticks.nextDouble() < share);
    }
    assertTrue(missed.cardinality() > 0, "seed without a miss");
    assertTrue(!missed.get(0) && !missed.get(lines - 1), "seed that misses first or last");
    try (SimulatedStation rig =
        new SimulatedStation(
            root,
            new SceneSize(SAMPLES, lines, RATE_HZ, Trigger.ENCODER),
            new LibraryIdentification(SimulatedStation.library(), "built in", MapMethod.AUTO))) {
      rig.withReferences();
      // The stage stops behind the last line, so that no tick comes while the scan ends.
      int behind = lines - missed.cardinality() + 1;
      rig.camera.inject(
          FaultPlan.parse(
              "missTrigger=%s,seed=%d,stallAt=%d,stallMs=60000".formatted(share, seed, behind)));
      ScanRecord scan = scanned(rig);
      assertEquals(lines, rig.store.scans().summary(scan.id()).orElseThrow().lines());
      assertEquals(missed.cardinality(), rig.camera.sent().triggersMissed());
      assertEquals(
          OptionalLong.of(missed.cardinality()),
          rig.station.progress().orElseThrow().triggersMissed());
      assertEquals(
          "%s: %d lines lost".formatted(Capture.TICK_MISSED, missed.cardinality()),
          scan.progress().message());
      try (EnviReader raw = EnviReader.open(files(rig, scan).raw())) {
        assertEquals(missed, raw.header().lostLines());
      }
    }
  }

  @Test
  void everyLineIsReceivedOrLostInItsPlace() throws Exception {
    try (SimulatedStation rig = new SimulatedStation(root, SAMPLES, LINES, RATE_HZ)) {
      rig.withReferences();
      rig.camera.inject(FaultPlan.parse("dropFrame=0.05,seed=7"));
      ScanRecord scan = scanned(rig);
      ScanProgress progress = rig.station.progress().orElseThrow();
      assertEquals(LINES, progress.received() + progress.lost());
      assertTrue(progress.lost() > 0, "some frames were dropped");
      try (EnviReader raw = EnviReader.open(files(rig, scan).raw())) {
        assertEquals(LINES, raw.shape().lines());
        assertEquals(progress.lost(), raw.header().lostLines().cardinality());
        for (int line = 0; line < LINES; line++) {
          boolean empty = raw.raw(line, 1).dn(0, 80, 100) == 0;
          assertEquals(raw.header().lostLines().get(line), empty, "line " + line);
        }
      }
    }
  }

  @Test
  void vanishedCameraIsOpenedAgainByItself() throws Exception {
    try (SimulatedStation rig = new SimulatedStation(root, SAMPLES, LINES, RATE_HZ)) {
      rig.withReferences();
      rig.camera.inject(FaultPlan.parse("vanishAt=60,vanishMs=14000"));
      ScanId id = rig.station.scan(rig.request()).id();
      ScanRecord failed = rig.station.await(id);
      assertEquals(ScanState.FAILED, failed.state());
      assertTrue(failed.progress().message().contains("is gone after"), failed.toString());
      assertTrue(failed.progress().lines() >= 50, failed.toString());
      rig.station.finish(id);
      assertEquals(ScanState.FINISHED, rig.station.await(id).state());

      rig.camera.inject(FaultPlan.NONE);
      awaitCamera(rig);
      assertEquals(ScanState.FINISHED, scanned(rig).state());
    }
  }

  private static void awaitCamera(SimulatedStation rig) throws InterruptedException {
    java.util.concurrent.CountDownLatch connected = new java.util.concurrent.CountDownLatch(1);
    rig.station.listen(
        new StationListener() {
          @Override
          public void changed(StationStatus status) {
            if (status.camera().connected()) {
              connected.countDown();
            }
          }
        });
    if (!rig.station.status().camera().connected()) {
      assertTrue(connected.await(60, TimeUnit.SECONDS), "the camera comes back");
    }
  }

  private static ScanRecord scanned(SimulatedStation rig) throws InterruptedException {
    ScanRecord scan = rig.station.await(rig.station.scan(rig.request()).id());
    assertEquals(ScanState.FINISHED, scan.state(), scan.progress().message());
    return scan;
  }

  private static ScanFiles files(SimulatedStation rig, ScanRecord scan) {
    return ScanFiles.of(rig.store.folder(scan), scan);
  }

  /** Share of rock pixels whose group is the one that was painted. */
  private static double agreement(SimulatedStation rig, ScanRecord scan) {
    SceneTruth truth = rig.scene.truth().orElseThrow();
    byte[] map = rig.station.map(scan.id()).orElseThrow().classes(0, LINES, 1);
    int lines = map.length / SAMPLES;
    List<MapClass> classes = rig.mapper().classes();
    int rock = 0;
    int right = 0;
    for (int line = 0; line < lines; line++) {
      for (int sample = 0; sample < SAMPLES; sample++) {
        MapClass found = classes.get(Byte.toUnsignedInt(map[line * SAMPLES + sample]));
        if (truth.rock(line, sample)) {
          rock++;
          right += found.group() == truth.group(line, sample) ? 1 : 0;
        }
      }
    }
    return (double) right / rock;
  }
}
