package org.petrascope.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.formats.DurableFiles;
import org.petrascope.formats.EnviReader;
import org.petrascope.scan.FakeCamera.Mishaps;
import org.petrascope.spectral.RawCube;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.ScanState;
import org.petrascope.store.ScanSummary;
import org.petrascope.store.StoredFile;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class StationTest {
  private static final int LINES = 120;

  @TempDir Path root;

  @Test
  void scanLeavesRawProductsResultAndOutbox() throws Exception {
    try (Bench bench = new Bench(root, Mishaps.NONE).withReferences()) {
      ScanRecord scan = finished(bench);
      ScanSummary summary = bench.store.scans().summary(scan.id()).orElseThrow();
      assertEquals(LINES, summary.lines());
      assertEquals(0, summary.linesLost());
      assertTrue(summary.closureMaxError() < 1e-3, "closure " + summary.closureMaxError());
      assertFalse(summary.minerals().isEmpty());
      double total = summary.minerals().stream().mapToDouble(m -> m.fraction()).sum();
      assertEquals(1, total, 1e-6);
      for (StoredFile file : bench.store.scans().files(scan.id())) {
        Path path = bench.store.folder(scan).resolve(file.path());
        assertEquals(file.sha256(), DurableFiles.sha256(path), file.path());
        assertEquals(file.bytes(), Files.size(path));
      }
      assertEquals(
          bench.store.scans().files(scan.id()).size(), bench.store.outbox().next(100).size());
      assertEquals(List.of(), partialFiles());
    }
  }

  @Test
  void rawFileHoldsExactlyWhatTheCameraSent() throws Exception {
    try (Bench bench = new Bench(root, Mishaps.lost(17L)).withReferences()) {
      ScanRecord scan = finished(bench);
      FakeCamera camera = new FakeCamera(Bench.LIBRARY, Bench.SAMPLES, Mishaps.NONE);
      try (EnviReader reader = EnviReader.open(files(bench, scan).raw())) {
        RawCube raw = reader.raw(0, LINES);
        for (int line = 0; line < LINES; line++) {
          for (int sample = 0; sample < Bench.SAMPLES; sample++) {
            int expected = line == 16 ? 0 : camera.dn(sample, 5);
            assertEquals(expected, raw.dn(line, sample, 5), "line " + line);
          }
        }
      }
    }
  }

  @Test
  void lostFrameBecomesNanLine() throws Exception {
    Mishaps mishaps = new Mishaps(Set.of(3L, 4L), Set.of(80L), Long.MAX_VALUE, Long.MAX_VALUE);
    try (Bench bench = new Bench(root, mishaps).withReferences()) {
      ScanRecord scan = finished(bench);
      assertEquals(LINES, scan.progress().lines());
      assertEquals(3, scan.progress().linesLost());
      try (EnviReader reader = EnviReader.open(files(bench, scan).product("abundances.hdr"))) {
        int count = reader.shape().lineValues();
        float[] values = new float[LINES * count];
        reader.values(0, LINES, values);
        for (int line = 0; line < LINES; line++) {
          boolean lost = line == 2 || line == 3 || line == 79;
          assertEquals(lost, Float.isNaN(values[line * count]), "line " + line);
        }
      }
      try (EnviReader raw = EnviReader.open(files(bench, scan).raw())) {
        assertEquals("{2, 3, 79}", raw.header().lostLines().toString());
      }
    }
  }

  @Test
  void vanishedCameraFailsTheScanAndItsLinesStay() throws Exception {
    try (Bench bench = new Bench(root, Mishaps.goneAfter(50)).withReferences()) {
      ScanRecord failed = ended(bench);
      assertEquals(ScanState.FAILED, failed.state());
      assertEquals(
          "camera F1 is gone after 50 of 120 lines (the cable was pulled); it was not back within 1 s: no camera answers; then finish the scan from its raw lines or scan again",
          failed.progress().message());
      assertEquals(50, failed.progress().lines());
      assertEquals(StationState.FAILED, bench.station.status().state());

      bench.station.finish(failed.id());
      ScanRecord finished = bench.station.await(failed.id());
      assertEquals(ScanState.FINISHED, finished.state(), finished.progress().message());
      assertEquals(50, bench.store.scans().summary(failed.id()).orElseThrow().lines());
    }
  }

  @Test
  void cancelledScanKeepsItsLinesAndCanBeFinished() throws Exception {
    try (Bench bench = new Bench(root, Mishaps.silentAfter(40)).withReferences()) {
      CountDownLatch mapped = new CountDownLatch(1);
      bench.station.listen(
          new StationListener() {
            @Override
            public void mapped(ScanProgress progress, LiveMap map, int firstLine) {
              if (progress.mapped() == 40) {
                mapped.countDown();
              }
            }
          });
      ScanRecord scan = bench.station.scan(Bench.request(LINES));
      mapped.await();
      bench.station.cancel(scan.id());
      assertEquals(ScanState.CANCELLED, bench.station.await(scan.id()).state());
      bench.station.finish(scan.id());
      assertEquals(ScanState.FINISHED, bench.station.await(scan.id()).state());
      assertEquals(40, bench.store.scans().require(scan.id()).progress().lines());
    }
  }

  @Test
  void slowInferenceNeverLosesRawLines() throws Exception {
    int lines = 3000;
    try (Bench bench = new Bench(root, Mishaps.NONE).withReferences()) {
      CountDownLatch captured = new CountDownLatch(1);
      bench.station.listen(
          new StationListener() {
            @Override
            public void changed(StationStatus status) {
              if (status.state() == StationState.FINISHING) {
                captured.countDown();
              }
            }

            @Override
            public void mapped(ScanProgress progress, LiveMap map, int firstLine) {
              awaitQuietly(captured);
            }
          });
      ScanRecord scan = bench.station.scan(Bench.request(lines));
      ScanRecord finished = bench.station.await(scan.id());
      assertEquals(ScanState.FINISHED, finished.state(), finished.progress().message());
      ScanSummary summary = bench.store.scans().summary(scan.id()).orElseThrow();
      assertEquals(lines, summary.lines());
      assertEquals(0, summary.linesLost());
    }
  }

  @Test
  void rescanNeverOverwrites() throws Exception {
    try (Bench bench = new Bench(root, Mishaps.NONE).withReferences()) {
      ScanRecord first = finished(bench);
      String before = DurableFiles.sha256(files(bench, first).manifest());
      ScanRecord second = finished(bench);
      assertFalse(first.folder().equals(second.folder()));
      assertEquals(before, DurableFiles.sha256(files(bench, first).manifest()));
    }
  }

  @Test
  void stoppedApplianceInterruptsTheScan() throws Exception {
    Bench bench = new Bench(root, Mishaps.silentAfter(40)).withReferences();
    ScanRecord scan = bench.station.scan(Bench.request(LINES));
    bench.close();
    try (Bench again = new Bench(root, Mishaps.NONE)) {
      assertEquals(ScanState.INTERRUPTED, again.store.scans().require(scan.id()).state());
    }
  }

  @Test
  void finishedScanIsNotFinishedTwice() throws Exception {
    try (Bench bench = new Bench(root, Mishaps.NONE).withReferences()) {
      ScanRecord scan = finished(bench);
      ScanException refused =
          assertThrows(ScanException.class, () -> bench.station.finish(scan.id()));
      assertTrue(refused.getMessage().contains("is finished already"), refused.getMessage());
    }
  }

  private ScanRecord finished(Bench bench) throws InterruptedException {
    ScanRecord scan = ended(bench);
    assertEquals(ScanState.FINISHED, scan.state(), scan.progress().message());
    return scan;
  }

  private ScanRecord ended(Bench bench) throws InterruptedException {
    return bench.station.await(bench.station.scan(Bench.request(LINES)).id());
  }

  private static ScanFiles files(Bench bench, ScanRecord scan) {
    return ScanFiles.of(bench.store.folder(scan), scan);
  }

  private List<Path> partialFiles() throws IOException {
    try (var walk = Files.walk(root)) {
      return walk.filter(file -> file.toString().endsWith(".partial")).toList();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
