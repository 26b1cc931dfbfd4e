package org.petrascope.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.formats.Splice;
import org.petrascope.scan.FakeCamera.Mishaps;
import org.petrascope.spectral.Reference;
import org.petrascope.store.ScanRecord;

/** Scans that prove themselves although some of their lines were taken again. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class HealedVerificationTest {
  private static final PixelChoice ALL = new PixelChoice.All();

  @TempDir Path root;

  private Bench bench() {
    return WetCore.moved(root, WetCore.camera(Mishaps.lost(51L, 52L)));
  }

  /**
   * Lines 50 and 51 come from the first rescan; what was wet comes from the second, at another
   * exposure.
   */
  private static ScanRecord healed(Bench bench) throws Exception {
    ScanRecord scan = WetCore.scanned(bench);
    HealingReport report = WetCore.healing(bench, scan);
    assertEquals(2, report.lostRegained(), report.sentence());
    assertEquals(WetCore.WET, report.saturatedRegained(), report.sentence());
    return scan;
  }

  private static Path data(ScanFiles recording) {
    return recording.raw().resolveSibling(recording.name() + ".raw");
  }

  /** Turns a high bit of every second band of a line over. */
  private static void spoil(Path raw, int line) throws Exception {
    for (int band = 0; band < Bench.BANDS; band += 2) {
      Verdicts.flip(raw, 2L * ((long) line * Bench.BANDS + band) * Bench.SAMPLES + 1);
    }
  }

  @Test
  void everyPixelIsMadeAgainBitForBitFromTheRecordingThatShowsIt() throws Exception {
    try (Bench bench = bench()) {
      ScanVerification.Verdict verdict = Verdicts.verify(bench, healed(bench), ALL);
      assertEquals("", Verdicts.broken(verdict));
      String pixels = verdict.evidence().getLast().sentence();
      int all = WetCore.LINES * Bench.SAMPLES;
      assertTrue(pixels.startsWith(all + " pixels (all) made again"), pixels);
    }
  }

  @Test
  void changedBitsOfLinesThatWereTakenAgainAreNamedAndTheirPixelDiffers() throws Exception {
    try (Bench bench = bench()) {
      ScanRecord scan = healed(bench);
      ScanFiles files = WetCore.files(bench, scan);
      Splice.Piece piece = Splice.beside(files.raw()).pieces().getLast();
      assertTrue(piece.recording().contains("rescans/2/"), piece.recording());
      spoil(data(files.rescan(2)), piece.firstThere());
      String broken = Verdicts.broken(Verdicts.verify(bench, scan, ALL));
      assertTrue(
          broken.contains("file: raw rescans/2/capture/%s.raw was changed".formatted(scan.id())),
          broken);
      assertTrue(
          broken.contains("first at line %d, sample 0: ".formatted(piece.firstLine())), broken);
    }
  }

  @Test
  void changedBitsOfLinesThatWereReplacedAreNamedAndNoPixelDiffers() throws Exception {
    try (Bench bench = bench()) {
      ScanRecord scan = healed(bench);
      ScanFiles files = WetCore.files(bench, scan);
      spoil(data(files), Splice.beside(files.raw()).pieces().getLast().firstLine());
      String broken = Verdicts.broken(Verdicts.verify(bench, scan, ALL));
      assertTrue(broken.startsWith("file: raw capture/" + scan.id() + ".raw was changed"), broken);
      assertEquals(1, broken.lines().count(), broken);
    }
  }

  @Test
  void changedReferenceOfTheShorterExposureIsNamedAndPixelsDiffer() throws Exception {
    try (Bench bench = bench()) {
      ScanRecord scan = healed(bench);
      Path white = WetCore.files(bench, scan).rescan(2).recording().header(Reference.Kind.WHITE);
      String name = String.valueOf(white.getFileName()).replace(".hdr", ".raw");
      Verdicts.flip(white.resolveSibling(name), 2L * (75 * Bench.SAMPLES + 4) + 1);
      String broken = Verdicts.broken(Verdicts.verify(bench, scan, ALL));
      assertTrue(
          broken.contains("file: reference rescans/2/capture/%s was changed".formatted(name)),
          broken);
      assertTrue(broken.contains("pixels: "), broken);
    }
  }

  @Test
  void damagedListOfTheLinesTakenAgainIsNamedAndMakesNoPixels() throws Exception {
    try (Bench bench = bench()) {
      ScanRecord scan = healed(bench);
      Path splice = WetCore.files(bench, scan).raw().resolveSibling(scan.id() + ".splice");
      Verdicts.flip(splice, Files.size(splice) / 2);
      String broken = Verdicts.broken(Verdicts.verify(bench, scan, ALL));
      assertTrue(broken.contains("capture/%s.splice was changed".formatted(scan.id())), broken);
      assertTrue(broken.contains("pixels: the pixels cannot be made again: "), broken);
    }
  }
}
