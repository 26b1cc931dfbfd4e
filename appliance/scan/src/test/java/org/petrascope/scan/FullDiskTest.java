package org.petrascope.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.formats.EnviReader;
import org.petrascope.formats.FormatException;
import org.petrascope.scan.FakeCamera.Mishaps;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.ScanState;

/** A disk that is really full: a small file system in memory, which takes root to mount. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class FullDiskTest {
  private static final int LINES = 6000;
  private static final long FULL_AT_FRAME = 3000;

  @TempDir Path folder;

  private boolean mounted;

  @BeforeEach
  void mount() throws IOException, InterruptedException {
    mounted = run("mount", "-t", "tmpfs", "-o", "size=128m", "tmpfs", folder.toString()) == 0;
    assumeTrue(mounted, "a small file system cannot be mounted here: needs root");
  }

  @AfterEach
  void unmount() throws IOException, InterruptedException {
    if (mounted) {
      assertEquals(0, run("umount", folder.toString()));
    }
  }

  @Test
  void scanThatDoesNotFitIsRefused() {
    try (Bench bench = new Bench(folder, Mishaps.NONE).withReferences()) {
      FormatException refused =
          assertThrows(FormatException.class, () -> bench.station.scan(Bench.request(100_000)));
      assertTrue(refused.getMessage().contains("the scan needs "), refused.getMessage());
      assertFalse(Files.exists(folder.resolve("scans")));
    }
  }

  @Test
  void diskThatFillsInMidScanFailsTheScanAndKeepsItsLines() throws Exception {
    Path filler = folder.resolve("filler");
    FakeCamera camera =
        new FakeCamera(Bench.LIBRARY, Bench.SAMPLES, Mishaps.NONE) {
          @Override
          void beforeFrame(long id) {
            if (id == FULL_AT_FRAME) {
              fill(filler);
            }
          }
        };
    try (Bench bench = new Bench(folder, FakeCamera.settings(), () -> camera).withReferences()) {
      ScanRecord scan = bench.station.scan(Bench.request(LINES));
      bench.station.await(scan.id());
      StationStatus status = bench.station.status();
      assertEquals(StationState.FAILED, status.state());
      assertTrue(status.message().contains("full"), status.message());

      Files.delete(filler);
      bench.station.finish(scan.id());
      ScanRecord finished = bench.station.await(scan.id());
      assertEquals(ScanState.FINISHED, finished.state(), finished.progress().message());
      int lines = finished.progress().lines();
      assertTrue(lines >= FULL_AT_FRAME / 2 && lines < LINES, "lines kept: " + lines);
      try (EnviReader raw = EnviReader.open(ScanFiles.of(bench.store.folder(scan), scan).raw())) {
        assertEquals(lines, raw.shape().lines());
        assertEquals(camera.dn(1, 2), raw.raw(lines - 1, 1).dn(0, 1, 2));
      }
      assertEquals("ok", bench.store.integrity());
    }
  }

  private static void fill(Path filler) {
    byte[] chunk = new byte[4096];
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(chunk);
      }
    } catch (IOException full) {
      assertTrue(full.getMessage().contains("No space left"), full.getMessage());
    }
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
