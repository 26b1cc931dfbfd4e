package org.petrascope.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.scan.FakeCamera.Mishaps;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.ScanState;

/** A driver that does not come back from the call for a frame. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HungCaptureTest {
  private static final int LINES = 40;

  @TempDir Path root;

  @Test
  void stepOfTheCaptureGoesOnUntilTheFrameComes() throws Exception {
    CountDownLatch hung = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    FakeCamera camera =
        new FakeCamera(Bench.LIBRARY, Bench.SAMPLES, Mishaps.NONE) {
          @Override
          void beforeFrame(long id) {
            if (id == 3) {
              hung.countDown();
              waitFor(over);
            }
          }
        };
    try (Bench bench = new Bench(root, FakeCamera.settings(), () -> camera).withReferences()) {
      ScanRecord scan = bench.station.scan(Bench.request(LINES));
      hung.await();
      Duration first = bench.station.progress().orElseThrow().captureStep();
      Duration second = bench.station.progress().orElseThrow().captureStep();
      assertTrue(first.isPositive() && second.compareTo(first) > 0, first + ", then " + second);
      assertEquals(Duration.ZERO, bench.station.progress().orElseThrow().mappingStep());
      over.countDown();
      assertEquals(ScanState.FINISHED, bench.station.await(scan.id()).state());
      assertEquals(Duration.ZERO, bench.station.progress().orElseThrow().captureStep());
    }
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
