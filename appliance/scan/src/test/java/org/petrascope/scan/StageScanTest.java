package org.petrascope.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.formats.EnviReader;
import org.petrascope.formats.Splice;
import org.petrascope.scan.FakeCamera.Mishaps;
import org.petrascope.spectral.PixelFlag;
import org.petrascope.spectral.RawCube;
import org.petrascope.stage.StageStatus;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.ScanState;

/** Scans whose core a stage moves, and what they do about lost lines. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class StageScanTest {
  private static final int LINES = 240;

  @TempDir Path root;

  private Bench bench(String folder, ConveyorCamera camera, StageSettings settings) {
    Bench bench = new Bench(root.resolve(folder), FakeCamera.settings(), () -> camera);
    bench.station.with(new StationStage(settings, camera::stage));
    return bench.withReferences();
  }

  private Bench bench(String folder, ConveyorCamera camera) {
    return bench(
        folder,
        camera,
        new StageSettings(ConveyorCamera.START_MM, ConveyorCamera.END_MM, OptionalDouble.empty()));
  }

  private static ScanRecord scanned(Bench bench) throws InterruptedException {
    return bench.station.await(bench.station.scan(Bench.request(LINES)).id());
  }

  private static ScanFiles files(Bench bench, ScanRecord scan) {
    return ScanFiles.of(bench.store.folder(scan), scan);
  }

  private static void assertFinished(ScanRecord scan) {
    assertEquals(ScanState.FINISHED, scan.state(), scan.progress().message());
  }

  /** The line of the core that a line of a scan shows, told by its texture. */
  private static long shown(EnviReader raw, int line, ConveyorCamera camera) {
    RawCube taken = raw.raw(line, 1);
    long best = -1;
    double least = Double.MAX_VALUE;
    for (long candidate = line - 120L; candidate < line + 60L; candidate++) {
      double difference = 0;
      for (int sample = 0; sample < Bench.SAMPLES; sample++) {
        double expected =
            FakeCamera.DARK_DN
                + (camera.dn(sample, 40) - FakeCamera.DARK_DN)
                    * ConveyorCamera.texture(candidate, sample);
        difference += Math.abs(taken.dn(0, sample, 40) - expected);
      }
      if (difference < least) {
        least = difference;
        best = candidate;
      }
    }
    return best;
  }

  private static Set<Long> range(long from, long to) {
    return LongStream.range(from, to).boxed().collect(Collectors.toSet());
  }

  private static Mishaps lost(Set<Long> frames) {
    return Mishaps.lost(frames.toArray(Long[]::new));
  }

  @Test
  void theStageMovesOnePitchALine() throws Exception {
    ConveyorCamera camera = new ConveyorCamera();
    try (Bench bench = bench("data", camera)) {
      ScanRecord scan = scanned(bench);
      assertFinished(scan);
      try (EnviReader raw = EnviReader.open(files(bench, scan).raw())) {
        long first = shown(raw, 0, camera);
        for (int line = 0; line < LINES; line++) {
          assertEquals(first + line, shown(raw, line, camera), "line " + line);
        }
      }
      assertEquals(1, camera.streams());
      assertFalse(camera.stage().status().state() == StageStatus.State.MOVING);
      assertFalse(Files.exists(files(bench, scan).product("healing.json")));
      assertEquals("conveyor", bench.station.stage().orElseThrow().reading().name());
    }
  }

  @Test
  void aFieldOfViewMakesPixelsSquare() throws Exception {
    ConveyorCamera camera = new ConveyorCamera();
    double fieldOfView = ConveyorCamera.PITCH_MM * Bench.SAMPLES;
    StageSettings settings =
        new StageSettings(
            ConveyorCamera.START_MM, ConveyorCamera.END_MM, OptionalDouble.of(fieldOfView / 2));
    try (Bench bench = bench("data", camera, settings)) {
      ScanRecord scan = scanned(bench);
      assertFinished(scan);
      try (EnviReader raw = EnviReader.open(files(bench, scan).raw())) {
        // The scene's lines are twice as far apart as the samples are wide.
        long first = shown(raw, 0, camera);
        assertTrue(Math.abs(first + 10 - shown(raw, 20, camera)) <= 1);
        assertTrue(Math.abs(first + 50 - shown(raw, 100, camera)) <= 1);
      }
    }
  }

  @Test
  void lostLinesAreTakenAgainAndTheCubeIsThatOfACleanScan() throws Exception {
    Set<Long> lost = range(51, 55);
    lost.addAll(range(130, 171));
    lost.add(1L);
    lost.add(240L);
    ConveyorCamera camera = new ConveyorCamera(lost(lost));
    ConveyorCamera clean = new ConveyorCamera();
    try (Bench healed = bench("healed", camera);
        Bench whole = bench("clean", clean)) {
      ScanRecord scan = scanned(healed);
      assertFinished(scan);
      ScanRecord reference = scanned(whole);
      assertFinished(reference);
      assertEquals(0, scan.progress().linesLost());
      assertEquals(0, healed.store.scans().summary(scan.id()).orElseThrow().linesLost());
      assertEquals(4, camera.streams(), "one scan and three stretches");
      try (EnviReader raw = EnviReader.open(files(healed, scan).raw());
          EnviReader expected = EnviReader.open(files(whole, reference).raw())) {
        assertEquals(new BitSet(), raw.header().lostLines());
        assertEquals(0, rms(raw, expected), 2 * ConveyorCamera.NOISE_DN);
        for (int line = 0; line < LINES; line++) {
          assertEquals(shown(expected, line, clean), shown(raw, line, camera), "line " + line);
        }
      }
      assertProductsHaveNoLostLine(files(healed, scan));
    }
  }

  private static double rms(EnviReader a, EnviReader b) {
    double sum = 0;
    for (int line = 0; line < LINES; line++) {
      RawCube one = a.raw(line, 1);
      RawCube other = b.raw(line, 1);
      for (int value = 0; value < Bench.BANDS * Bench.SAMPLES; value++) {
        int band = value / Bench.SAMPLES;
        int sample = value % Bench.SAMPLES;
        double difference = one.dn(0, sample, band) - other.dn(0, sample, band);
        sum += difference * difference;
      }
    }
    return Math.sqrt(sum / (LINES * Bench.BANDS * Bench.SAMPLES));
  }

  private static void assertProductsHaveNoLostLine(ScanFiles files) {
    try (EnviReader flags = EnviReader.open(files.product("flags.hdr"))) {
      float[] words = new float[Math.toIntExact(flags.shape().values())];
      flags.values(0, flags.shape().lines(), words);
      for (int pixel = 0; pixel < words.length; pixel++) {
        assertFalse(PixelFlag.LOST_LINE.in((int) words[pixel]), "pixel " + pixel);
      }
    }
  }

  @Test
  void theFirstRecordingStaysAsItWas() throws Exception {
    ConveyorCamera camera = new ConveyorCamera(lost(range(101, 111)));
    try (Bench bench = bench("data", camera)) {
      ScanRecord scan = scanned(bench);
      ScanFiles files = files(bench, scan);
      assertEquals(range(100, 110).size(), CaptureJournal.read(files.journal()).cardinality());
      BitSet taken = Splice.beside(files.raw()).lines();
      assertEquals(CaptureJournal.read(files.journal()), taken);
      String header = Files.readString(files.raw());
      assertTrue(header.contains("100-109"), "the header still states what was lost");
      Path data = files.raw().resolveSibling(files.name() + ".raw");
      byte[] bytes = Files.readAllBytes(data);
      int lineBytes = bytes.length / LINES;
      for (int i = 100 * lineBytes; i < 110 * lineBytes; i++) {
        assertEquals(0, bytes[i], "byte " + i);
      }
      assertTrue(Files.exists(files.rescan(1).raw()));
      assertTrue(Files.readString(files.manifest()).contains("rescans/1/capture"));
    }
  }

  @Test
  void linesThatAreLostAgainAreTakenAThirdTime() throws Exception {
    Set<Long> again = range(30, 80);
    ConveyorCamera camera = new ConveyorCamera(lost(range(101, 111)), lost(again));
    try (Bench bench = bench("data", camera)) {
      ScanRecord scan = scanned(bench);
      assertFinished(scan);
      assertEquals(3, camera.streams());
      assertEquals(0, scan.progress().linesLost());
    }
  }

  @Test
  void whatIsStillLostAfterThreePassesStaysLost() throws Exception {
    Set<Long> all = range(1, 1000);
    ConveyorCamera camera =
        new ConveyorCamera(lost(range(101, 111)), lost(all), lost(all), lost(all), lost(Set.of()));
    try (Bench bench = bench("data", camera)) {
      ScanRecord scan = scanned(bench);
      assertFinished(scan);
      assertEquals(4, camera.streams());
      assertEquals(10, scan.progress().linesLost());
    }
  }

  @Test
  void aBoxThatWasMovedIsNotSplicedIn() throws Exception {
    ConveyorCamera camera = new ConveyorCamera(lost(range(101, 111)));
    camera.displace(5000);
    try (Bench bench = bench("data", camera)) {
      ScanRecord scan = scanned(bench);
      assertFinished(scan);
      assertEquals(10, scan.progress().linesLost());
      String told = Files.readString(files(bench, scan).product("healing.json"));
      assertTrue(told.contains("check that the box did not move"), told);
    }
  }

  @Test
  void aBoxThatSlippedALittleIsPutWhereItsTextureSays() throws Exception {
    ConveyorCamera camera = new ConveyorCamera(lost(range(101, 111)));
    camera.displace(5);
    try (Bench bench = bench("data", camera)) {
      ScanRecord scan = scanned(bench);
      assertFinished(scan);
      assertEquals(0, scan.progress().linesLost());
      try (EnviReader raw = EnviReader.open(files(bench, scan).raw())) {
        long first = shown(raw, 0, camera);
        for (int line = 100; line < 110; line++) {
          assertEquals(first + line, shown(raw, line, camera), "line " + line);
        }
      }
    }
  }
}
