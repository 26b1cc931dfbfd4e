package org.petrascope.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.formats.EnviReader;
import org.petrascope.scan.FakeCamera.Mishaps;
import org.petrascope.spectral.RawCube;
import org.petrascope.spectral.ScanId;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.ScanState;
import org.petrascope.store.ScanSummary;

/** Kills a process in mid-scan and goes on where it was. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class CrashTest {
  private static final int LINES = 200;
  private static final int CAPTURED = 77;
  private static final long LOST_FRAME = 31;

  @TempDir Path root;

  @Test
  void killedScanIsFinishedFromRaw() throws Exception {
    ScanId id = new ScanId(killInMidScan());
    try (Bench bench = new Bench(root, Mishaps.NONE)) {
      assertEquals("ok", bench.store.integrity());
      ScanRecord scan = bench.store.scans().require(id);
      assertEquals(ScanState.INTERRUPTED, scan.state());

      bench.station.finish(id);
      ScanRecord finished = bench.station.await(id);
      assertEquals(ScanState.FINISHED, finished.state(), finished.progress().message());
      ScanSummary summary = bench.store.scans().summary(id).orElseThrow();
      assertEquals(CAPTURED, summary.lines());
      assertEquals(1, summary.linesLost());
      assertAllLinesAreThere(ScanFiles.of(bench.store.folder(scan), scan));
    }
  }

  @Test
  void lineThatTheCrashToreIsCutOff() throws Exception {
    ScanId id = new ScanId(killInMidScan());
    try (Bench bench = new Bench(root, Mishaps.NONE)) {
      ScanRecord scan = bench.store.scans().require(id);
      ScanFiles files = ScanFiles.of(bench.store.folder(scan), scan);
      Path data = files.raw().resolveSibling(files.name() + ".raw");
      Files.write(data, new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
      Files.writeString(files.journal(), "lost 5", StandardOpenOption.APPEND);

      bench.station.finish(id);
      assertEquals(ScanState.FINISHED, bench.station.await(id).state());
      assertAllLinesAreThere(files);
    }
  }

  private static void assertAllLinesAreThere(ScanFiles files) {
    FakeCamera camera = new FakeCamera(Bench.LIBRARY, Bench.SAMPLES, Mishaps.NONE);
    try (EnviReader reader = EnviReader.open(files.raw())) {
      assertEquals(CAPTURED, reader.shape().lines());
      RawCube raw = reader.raw(0, CAPTURED);
      for (int line = 0; line < CAPTURED; line++) {
        boolean lost = line == LOST_FRAME - 1;
        assertEquals(lost, raw.lost(line), "line " + line);
        assertEquals(lost ? 0 : camera.dn(3, 7), raw.dn(line, 3, 7), "line " + line);
      }
    }
  }

  /** Gives the id of the scan. */
  private String killInMidScan() throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                CrashTest.class.getName(),
                root.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      String id = out.readLine();
      assertTrue(id != null && child.isAlive(), "the child scans");
      return id;
    } finally {
      child.destroyForcibly().waitFor();
    }
  }

  /** The child: scans, tells the scan's id when every line that came is mapped, and waits. */
  public static void main(String... args) throws InterruptedException {
    Mishaps mishaps =
        new Mishaps(java.util.Set.of(LOST_FRAME), java.util.Set.of(), Long.MAX_VALUE, CAPTURED);
    Bench bench = new Bench(Path.of(args[0]), mishaps).withReferences();
    CountDownLatch mapped = new CountDownLatch(1);
    bench.station.listen(
        new StationListener() {
          @Override
          public void mapped(ScanProgress progress, LiveMap map, int firstLine) {
            if (progress.mapped() == CAPTURED) {
              mapped.countDown();
            }
          }
        });
    ScanRecord scan = bench.station.scan(Bench.request(LINES));
    mapped.await();
    System.out.println(scan.id());
    bench.station.await(scan.id());
  }
}
