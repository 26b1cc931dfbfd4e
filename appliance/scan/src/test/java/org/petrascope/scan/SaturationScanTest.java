package org.petrascope.scan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Optional;
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
import org.petrascope.store.ScanRecord;

/** Core that is too bright for the exposure in a stretch, on a stage that can go back over it. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class SaturationScanTest {
  /** Of the bands that are compared. */
  private static final int BAND = 40;

  @TempDir Path root;

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
    ConveyorCamera camera = WetCore.camera();
    try (Bench bench = WetCore.moved(root, camera)) {
      ScanRecord scan = WetCore.scanned(bench);
      ScanFiles files = WetCore.files(bench, scan);
      HealingReport report = WetCore.healing(bench, scan);
      assertEquals(2, camera.streams(), report.sentence());
      assertEquals(WetCore.WET, report.saturated(), report.sentence());
      assertEquals(WetCore.WET, report.saturatedRegained(), report.sentence());
      assertEquals("core taken again once: 20 of 20 saturated lines regained", report.sentence());
      assertEquals(new BitSet(), flagged(files, PixelFlag.SATURATED));
      ReflectanceCube cube = ScannedReflectance.of(files, bench.station.settings());
      assertShowsTheCore(cube, Splice.beside(files.raw()).lines(), camera);
    }
  }

  /** Every line shows the next line of the core, and its reflectance, those taken again as well. */
  private static void assertShowsTheCore(
      ReflectanceCube cube, BitSet again, ConveyorCamera camera) {
    long first = shown(cube, 0, camera);
    assertEquals(WetCore.WET, again.cardinality());
    double squares = 0;
    for (int line = 0; line < WetCore.LINES; line++) {
      assertEquals(first + line, shown(cube, line, camera), "line " + line);
      boolean bright = first + line >= WetCore.FROM && first + line < WetCore.TO;
      assertEquals(bright, again.get(line), "line " + line);
      for (int sample = 0; sample < Bench.SAMPLES; sample++) {
        double off =
            cube.spectrum(line, sample)[BAND] - camera.brightness(first + line, sample, BAND);
        squares += off * off;
      }
    }
    double rmse = Math.sqrt(squares / (WetCore.LINES * Bench.SAMPLES));
    assertTrue(rmse < 0.005, "RMSE " + rmse);
  }

  @Test
  void provenanceTellsWhichLinesComeFromWhichRecordingAndExposure() throws Exception {
    ConveyorCamera camera = WetCore.camera(Mishaps.lost(51L, 52L));
    try (Bench bench = WetCore.moved(root, camera)) {
      ScanRecord scan = WetCore.scanned(bench);
      String told = Files.readString(WetCore.files(bench, scan).product("provenance.json"));
      String flat = told.replaceAll("\\s+", " ");
      assertTrue(
          flat.contains("\"recording\" : \"rescans/1/capture/" + scan.id() + ".hdr\""), told);
      assertTrue(flat.contains("\"lines\" : [ \"50-51\" ], \"exposureMs\" : 1.0"), told);
      assertTrue(
          flat.contains("\"recording\" : \"rescans/2/capture/" + scan.id() + ".hdr\""), told);
      assertTrue(flat.contains("\"exposureMs\" : 0.333, \"darkId\" : \"dark-"), told);
      assertFalse(told.contains("rescans/3"), told);
      HealingReport report = WetCore.healing(bench, scan);
      assertEquals(2, report.lostRegained());
      assertEquals(WetCore.WET, report.saturatedRegained());
      assertEquals(0, scan.progress().linesLost());
    }
  }

  @Test
  void theRawOfBothPassesIsKept() throws Exception {
    ConveyorCamera camera = WetCore.camera();
    try (Bench bench = WetCore.moved(root, camera)) {
      ScanRecord scan = WetCore.scanned(bench);
      ScanFiles files = WetCore.files(bench, scan);
      Splice splice = Splice.beside(files.raw());
      Files.delete(files.raw().resolveSibling(files.name() + ".splice"));
      try (EnviReader first = EnviReader.open(files.raw());
          EnviReader again = EnviReader.open(files.rescan(1).raw())) {
        int line = splice.pieces().getFirst().firstLine();
        int there = splice.pieces().getFirst().firstThere();
        assertEquals(4095, most(first, line), "the first recording shows what it showed");
        assertTrue(most(again, there) < 4095, "the second shows less");
      }
      assertTrue(Files.exists(files.rescan(1).recording().header(Reference.Kind.WHITE)));
      assertTrue(Files.readString(files.manifest()).contains("rescans/1/references.json"));
    }
  }

  @Test
  void aCubeThatIsCalibratedLaterIsTheSame() throws Exception {
    ConveyorCamera camera = WetCore.camera();
    try (Bench bench = WetCore.moved(root, camera)) {
      ScanFiles files = WetCore.files(bench, WetCore.scanned(bench));
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
        assertArrayEquals(expected.bip(), cube.reflectance(0, WetCore.LINES).bip());
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
    camera.shine(WetCore.FROM, WetCore.FROM + SaturationLimits.DEFAULT.lines() - 1, 4);
    try (Bench bench = WetCore.moved(root, camera)) {
      ScanRecord scan = WetCore.scanned(bench);
      assertEquals(1, camera.streams());
      assertEquals(Optional.empty(), WetCore.files(bench, scan).healing());
      assertEquals(
          SaturationLimits.DEFAULT.lines() - 1,
          flagged(WetCore.files(bench, scan), PixelFlag.SATURATED).cardinality());
    }
  }

  @Test
  void whatTheShorterExposureDoesNotShowEitherStaysSaturated() throws Exception {
    ConveyorCamera camera = new ConveyorCamera();
    camera.shine(WetCore.FROM, WetCore.TO, 20);
    try (Bench bench = WetCore.moved(root, camera)) {
      ScanRecord scan = WetCore.scanned(bench);
      HealingReport report = WetCore.healing(bench, scan);
      assertEquals(2, camera.streams(), report.sentence());
      assertEquals(0, report.saturatedRegained());
      assertTrue(
          report.sentence().contains("stay saturated: they saturate at 0.333 ms as well"),
          report.sentence());
      assertEquals(
          WetCore.WET, flagged(WetCore.files(bench, scan), PixelFlag.SATURATED).cardinality());
    }
  }

  @Test
  void aScanThatSaturatesInMostLinesNeedsAnotherExposure() throws Exception {
    ConveyorCamera camera = new ConveyorCamera();
    camera.shine(0, WetCore.LINES, 4);
    try (Bench bench = WetCore.moved(root, camera)) {
      ScanRecord scan = WetCore.scanned(bench);
      assertEquals(1, camera.streams());
      String why = WetCore.healing(bench, scan).sentence();
      assertTrue(why.contains("shorten exposureUs"), why);
    }
  }

  @Test
  void linesOfTheShorterExposureThatAreLostAreTakenOnceMore() throws Exception {
    ConveyorCamera camera = WetCore.camera(Mishaps.NONE, Mishaps.lost(60L, 61L, 62L));
    try (Bench bench = WetCore.moved(root, camera)) {
      ScanRecord scan = WetCore.scanned(bench);
      HealingReport report = WetCore.healing(bench, scan);
      assertEquals(3, camera.streams(), report.sentence());
      assertEquals(WetCore.WET, report.saturatedRegained(), report.sentence());
      assertEquals(2, report.attempts().size());
    }
  }
}
