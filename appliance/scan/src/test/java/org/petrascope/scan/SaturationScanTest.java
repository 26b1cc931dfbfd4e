package org.petrascope.scan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.formats.CubeCalibration;
import org.petrascope.formats.EnviReader;
import org.petrascope.formats.Splice;
import org.petrascope.scan.FakeCamera.Mishaps;
import org.petrascope.spectral.Panel;
import org.petrascope.spectral.PixelFlag;
import org.petrascope.spectral.Reference;
import org.petrascope.spectral.ReflectanceCube;
import org.petrascope.store.LampEvent;
import org.petrascope.store.ReferenceRecord;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.ScanState;

/** Core that is too bright for the exposure in a stretch, on a stage that can go back over it. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class SaturationScanTest {
  private static final int LINES = 240;
  private static final int FROM = 100;
  private static final int TO = 120;
  private static final StageSettings STAGE =
      new StageSettings(ConveyorCamera.START_MM, ConveyorCamera.END_MM, OptionalDouble.empty());

  /** Of the bands that are compared. */
  private static final int BAND = 40;

  private final HandClock clock = new HandClock();

  @TempDir Path root;

  private Bench bench(ConveyorCamera camera) {
    return new Bench(root.resolve("data"), FakeCamera.settings(), () -> camera, clock);
  }

  private static StationStage moving(ConveyorCamera camera) {
    return new StationStage(STAGE, camera::stage);
  }

  private static ScanRecord scanned(Bench bench) throws InterruptedException {
    ScanRecord scan = bench.station.await(bench.station.scan(Bench.request(LINES)).id());
    assertEquals(ScanState.FINISHED, scan.state(), scan.progress().message());
    return scan;
  }

  private static ScanFiles files(Bench bench, ScanRecord scan) {
    return ScanFiles.of(bench.store.folder(scan), scan);
  }

  private static HealingReport healing(Bench bench, ScanRecord scan) {
    return files(bench, scan).healing().orElseThrow();
  }

  /** The line of the core that a line of a scan shows. */
  private static long shown(ReflectanceCube cube, int line, ConveyorCamera camera) {
    long best = -1;
    double least = Double.MAX_VALUE;
    for (long candidate = line - 60L; candidate < line + 60L; candidate++) {
      double difference = 0;
      for (int sample = 0; sample < Bench.SAMPLES; sample++) {
        difference +=
            Math.abs(
                cube.spectrum(line, sample)[BAND] - camera.brightness(candidate, sample, BAND));
      }
      best = difference < least ? candidate : best;
      least = Math.min(difference, least);
    }
    return best;
  }

  private static BitSet flagged(ScanFiles files, PixelFlag flag) {
    BitSet lines = new BitSet();
    try (EnviReader flags = EnviReader.open(files.product("flags.hdr"))) {
      float[] words = new float[Math.toIntExact(flags.shape().values())];
      flags.values(0, flags.shape().lines(), words);
      for (int pixel = 0; pixel < words.length; pixel++) {
        if (flag.in((int) words[pixel])) {
          lines.set(pixel / Bench.SAMPLES);
        }
      }
    }
    return lines;
  }

  @Test
  void saturatedLinesAreTakenAgainAtAShorterExposureInTheirPlaces() throws Exception {
    ConveyorCamera camera = new ConveyorCamera();
    camera.shine(FROM, TO, 4);
    try (Bench bench = bench(camera)) {
      bench.station.with(moving(camera));
      bench.withReferences();
      ScanRecord scan = scanned(bench);
      ScanFiles files = files(bench, scan);
      HealingReport report = healing(bench, scan);
      assertEquals(2, camera.streams(), report.sentence());
      assertEquals(TO - FROM, report.saturated(), report.sentence());
      assertEquals(TO - FROM, report.saturatedRegained(), report.sentence());
      assertEquals(
          "core taken again once: 20 of 20 saturated lines regained", report.sentence());
      assertEquals(new BitSet(), flagged(files, PixelFlag.SATURATED));
      ReflectanceCube cube = ScannedReflectance.of(files, bench.station.settings());
      assertShowsTheCore(cube, Splice.beside(files.raw()).lines(), camera);
    }
  }

  /** Every line shows the next line of the core, and its reflectance, those taken again as well. */
  private static void assertShowsTheCore(
      ReflectanceCube cube, BitSet again, ConveyorCamera camera) {
    long first = shown(cube, 0, camera);
    assertEquals(TO - FROM, again.cardinality());
    double squares = 0;
    for (int line = 0; line < LINES; line++) {
      assertEquals(first + line, shown(cube, line, camera), "line " + line);
      boolean bright = first + line >= FROM && first + line < TO;
      assertEquals(bright, again.get(line), "line " + line);
      for (int sample = 0; sample < Bench.SAMPLES; sample++) {
        double off =
            cube.spectrum(line, sample)[BAND] - camera.brightness(first + line, sample, BAND);
        squares += off * off;
      }
    }
    double rmse = Math.sqrt(squares / (LINES * Bench.SAMPLES));
    assertTrue(rmse < 0.005, "RMSE " + rmse);
  }

  @Test
  void provenanceTellsWhichLinesComeFromWhichRecordingAndExposure() throws Exception {
    ConveyorCamera camera = new ConveyorCamera(Mishaps.lost(51L, 52L));
    camera.shine(FROM, TO, 4);
    try (Bench bench = bench(camera)) {
      bench.station.with(moving(camera));
      bench.withReferences();
      ScanRecord scan = scanned(bench);
      String told = Files.readString(files(bench, scan).product("provenance.json"));
      String flat = told.replaceAll("\\s+", " ");
      assertTrue(
          flat.contains("\"recording\" : \"rescans/1/capture/" + scan.id() + ".hdr\""), told);
      assertTrue(flat.contains("\"lines\" : [ \"50-51\" ], \"exposureMs\" : 1.0"), told);
      assertTrue(
          flat.contains("\"recording\" : \"rescans/2/capture/" + scan.id() + ".hdr\""), told);
      assertTrue(flat.contains("\"exposureMs\" : 0.333, \"darkId\" : \"dark-"), told);
      assertFalse(told.contains("rescans/3"), told);
      HealingReport report = healing(bench, scan);
      assertEquals(2, report.lostRegained());
      assertEquals(TO - FROM, report.saturatedRegained());
      assertEquals(0, scan.progress().linesLost());
    }
  }

  @Test
  void theRawOfBothPassesIsKept() throws Exception {
    ConveyorCamera camera = new ConveyorCamera();
    camera.shine(FROM, TO, 4);
    try (Bench bench = bench(camera)) {
      bench.station.with(moving(camera));
      bench.withReferences();
      ScanRecord scan = scanned(bench);
      ScanFiles files = files(bench, scan);
      Splice splice = Splice.beside(files.raw());
      Files.delete(files.raw().resolveSibling(files.name() + ".splice"));
      try (EnviReader first = EnviReader.open(files.raw());
          EnviReader again = EnviReader.open(files.rescan(1).raw())) {
        int line = splice.pieces().getFirst().firstLine();
        int there = splice.pieces().getFirst().firstThere();
        assertTrue(most(first, line) == 4095, "the first recording shows what it showed");
        assertTrue(most(again, there) < 4095, "the second shows less");
      }
      assertTrue(Files.exists(files.rescan(1).recording().header(Reference.Kind.WHITE)));
      assertTrue(Files.readString(files.manifest()).contains("rescans/1/references.json"));
    }
  }

  @Test
  void aCubeThatIsCalibratedLaterIsTheSame() throws Exception {
    ConveyorCamera camera = new ConveyorCamera();
    camera.shine(FROM, TO, 4);
    try (Bench bench = bench(camera)) {
      bench.station.with(moving(camera));
      bench.withReferences();
      ScanFiles files = files(bench, scanned(bench));
      Path out = root.resolve("cube.hdr");
      CubeCalibration.run(
          new CubeCalibration.Job(
              files.raw(),
              files.recording().header(Reference.Kind.DARK),
              files.recording().header(Reference.Kind.WHITE),
              Panel.perfect(),
              out),
          done -> {});
      ReflectanceCube expected = ScannedReflectance.of(files, bench.station.settings());
      try (EnviReader cube = EnviReader.open(out)) {
        assertArrayEquals(expected.bip(), cube.reflectance(0, LINES).bip());
      }
    }
  }

  private static int most(EnviReader raw, int line) {
    int most = 0;
    for (int band = 0; band < Bench.BANDS; band++) {
      for (int sample = 0; sample < Bench.SAMPLES; sample++) {
        most = Math.max(most, raw.raw(line, 1).dn(0, sample, band));
      }
    }
    return most;
  }

  @Test
  void aGlintIsNoReasonToGoBack() throws Exception {
    ConveyorCamera camera = new ConveyorCamera();
    camera.shine(FROM, FROM + SaturationLimits.DEFAULT.lines() - 1, 4);
    try (Bench bench = bench(camera)) {
      bench.station.with(moving(camera));
      bench.withReferences();
      ScanRecord scan = scanned(bench);
      assertEquals(1, camera.streams());
      assertEquals(Optional.empty(), files(bench, scan).healing());
      assertEquals(
          SaturationLimits.DEFAULT.lines() - 1,
          flagged(files(bench, scan), PixelFlag.SATURATED).cardinality());
    }
  }

  @Test
  void aStretchWithoutWhiteOfTheShorterExposureIsNamedWithTheRemedy() throws Exception {
    ConveyorCamera camera = new ConveyorCamera();
    camera.shine(FROM, TO, 4);
    try (Bench bench = bench(camera).withReferences()) {
      bench.station.with(moving(camera));
      ScanRecord scan = scanned(bench);
      assertEquals(1, camera.streams());
      HealingReport report = healing(bench, scan);
      assertEquals(TO - FROM, report.saturated());
      assertEquals(0, report.saturatedRegained());
      assertEquals(1, report.unhealed().size());
      String why = report.unhealed().getFirst();
      assertTrue(why.contains("stay saturated: they were to be taken again at 0.333 ms"), why);
      assertTrue(why.contains("capture a new white"), why);
    }
  }

  @Test
  void aDarkOfTheShorterExposureThatGrewStaleIsTakenAnew() throws Exception {
    ConveyorCamera camera = new ConveyorCamera();
    camera.shine(FROM, TO, 4);
    try (Bench bench = bench(camera)) {
      bench.station.with(moving(camera));
      bench.station.reference(Reference.Kind.DARK);
      clock.forward(Duration.ofHours(2));
      bench.station.reference(Reference.Kind.WHITE);
    }
    ConveyorCamera same = new ConveyorCamera();
    same.shine(FROM, TO, 4);
    try (Bench bench = bench(same)) {
      clock.forward(Duration.ofHours(1));
      bench.station.reference(Reference.Kind.DARK);
      clock.forward(Duration.ofMinutes(90));
      bench.station.with(moving(same));
      ScanRecord scan = scanned(bench);
      HealingReport report = healing(bench, scan);
      assertEquals(TO - FROM, report.saturatedRegained(), report.sentence());
      ReferenceRecord newest = bench.store.references().newest(1).getFirst();
      assertEquals(Reference.Kind.DARK, newest.kind());
      assertEquals(333, newest.settings().exposureUs());
      assertEquals(clock.instant(), newest.takenAt());
    }
  }

  @Test
  void whatTheShorterExposureDoesNotShowEitherStaysSaturated() throws Exception {
    ConveyorCamera camera = new ConveyorCamera();
    camera.shine(FROM, TO, 20);
    try (Bench bench = bench(camera)) {
      bench.station.with(moving(camera));
      bench.withReferences();
      ScanRecord scan = scanned(bench);
      HealingReport report = healing(bench, scan);
      assertEquals(2, camera.streams(), report.sentence());
      assertEquals(0, report.saturatedRegained());
      assertTrue(
          report.sentence().contains("stay saturated: they saturate at 0.333 ms as well"),
          report.sentence());
      assertEquals(
          TO - FROM, flagged(files(bench, scan), PixelFlag.SATURATED).cardinality());
    }
  }

  @Test
  void aScanThatSaturatesInMostLinesNeedsAnotherExposure() throws Exception {
    ConveyorCamera camera = new ConveyorCamera();
    camera.shine(0, LINES, 4);
    try (Bench bench = bench(camera)) {
      bench.station.with(moving(camera));
      bench.withReferences();
      ScanRecord scan = scanned(bench);
      assertEquals(1, camera.streams());
      String why = healing(bench, scan).sentence();
      assertTrue(why.contains("shorten exposureUs"), why);
    }
  }

  @Test
  void linesOfTheShorterExposureThatAreLostAreTakenOnceMore() throws Exception {
    ConveyorCamera camera =
        new ConveyorCamera(Mishaps.NONE, Mishaps.lost(60L, 61L, 62L), Mishaps.NONE);
    camera.shine(FROM, TO, 4);
    try (Bench bench = bench(camera)) {
      bench.station.with(moving(camera));
      bench.withReferences();
      ScanRecord scan = scanned(bench);
      HealingReport report = healing(bench, scan);
      assertEquals(3, camera.streams(), report.sentence());
      assertEquals(TO - FROM, report.saturatedRegained(), report.sentence());
      assertEquals(2, report.attempts().size());
    }
  }

  @Test
  void aStationThatHealsTakesReferencesAtBothExposuresAndJudgesLampsByTheUsual() {
    ConveyorCamera camera = new ConveyorCamera();
    try (Bench bench = bench(camera)) {
      bench.station.with(moving(camera));
      bench.withReferences();
      List<ReferenceRecord> taken = bench.store.references().newest(10);
      assertEquals(4, taken.size());
      for (Reference.Kind kind : Reference.Kind.values()) {
        assertEquals(
            List.of(333.0, 1000.0),
            taken.stream()
                .filter(reference -> reference.kind() == kind)
                .map(reference -> reference.settings().exposureUs())
                .sorted()
                .toList());
      }
      assertEquals(
          List.of(1000.0),
          taken.stream()
              .filter(reference -> reference.light().isPresent())
              .map(reference -> reference.settings().exposureUs())
              .toList());
      assertEquals(2, bench.station.upkeep().references(10).stream().filter(r -> r.misfit().isEmpty()).count());
    }
  }

  @Test
  void warningsOfTheWhiteAreStatedByTheScansThatItCalibrates() throws Exception {
    ConveyorCamera camera = new ConveyorCamera();
    try (Bench bench = bench(camera)) {
      bench.station.upkeep().noteLamp(LampEvent.Kind.ON);
      clock.forward(Duration.ofMinutes(5));
      bench.withReferences();
      ScanRecord scan = scanned(bench);
      String told = Files.readString(files(bench, scan).product("provenance.json"));
      assertTrue(told.contains("\"white reference: warming up: the lamp is warm in"), told);
    }
  }
}
