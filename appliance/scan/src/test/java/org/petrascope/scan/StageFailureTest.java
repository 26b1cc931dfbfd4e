package org.petrascope.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.scan.FakeCamera.Mishaps;
import org.petrascope.stage.Stage;
import org.petrascope.stage.StageException;
import org.petrascope.stage.StageStatus;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.ScanState;

/** Scans that a stage cannot make, or that somebody ends. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class StageFailureTest {
  private static final StageSettings SETTINGS =
      new StageSettings(ConveyorCamera.START_MM, ConveyorCamera.END_MM, OptionalDouble.empty());
  private static final int LINES = 240;

  @TempDir Path root;

  private Bench bench(ConveyorCamera camera, StageSettings settings) {
    Bench bench = new Bench(root, FakeCamera.settings(), () -> camera);
    bench.station.with(new StationStage(settings, camera::stage));
    return bench.withReferences();
  }

  private static ScanRecord scanned(Bench bench) throws InterruptedException {
    return bench.station.await(bench.station.scan(Bench.request(LINES)).id());
  }

  @Test
  void aStageThatStopsFailsTheScanWithItsReason() throws Exception {
    ConveyorCamera camera =
        new ConveyorCamera(Mishaps.silentAfter(100)) {
          @Override
          void beforeFrame(long id) {
            super.beforeFrame(id);
            if (id == 100) {
              stage().hold();
            }
          }
        };
    try (Bench bench = bench(camera, SETTINGS)) {
      ScanRecord scan = scanned(bench);
      assertEquals(ScanState.FAILED, scan.state());
      assertTrue(scan.progress().message().contains("came to rest"), scan.progress().message());
    }
  }

  @Test
  void cancellingHoldsTheStage() throws Exception {
    ConveyorCamera camera = new ConveyorCamera(Mishaps.silentAfter(100));
    try (Bench bench = bench(camera, SETTINGS)) {
      ScanRecord begun = bench.station.scan(Bench.request(LINES));
      bench.station.cancel(begun.id());
      ScanRecord scan = bench.station.await(begun.id());
      assertEquals(ScanState.CANCELLED, scan.state(), scan.progress().message());
      assertFalse(camera.stage().status().state() == StageStatus.State.MOVING);
    }
  }

  @Test
  void moreLinesThanTheStageReachesAreRefusedWithTheMost() throws Exception {
    ConveyorCamera camera = new ConveyorCamera();
    StageSettings settings =
        new StageSettings(
            ConveyorCamera.START_MM, ConveyorCamera.START_MM + 200, OptionalDouble.empty());
    try (Bench bench = bench(camera, settings)) {
      ScanRecord scan = scanned(bench);
      assertEquals(ScanState.FAILED, scan.state());
      // 200 mm less the ramp of 5 mm and a second of 100 mm/s leave 95 mm.
      assertTrue(
          scan.progress().message().contains("ask for at most 190 lines"),
          scan.progress().message());
    }
  }

  @Test
  void tooFastALineRateIsRefusedWithTheHighest() throws Exception {
    ConveyorCamera camera = new ConveyorCamera();
    StageSettings settings =
        new StageSettings(
            ConveyorCamera.START_MM, ConveyorCamera.END_MM, OptionalDouble.of(Bench.SAMPLES));
    try (Bench bench = bench(camera, settings)) {
      ScanRecord scan = scanned(bench);
      assertEquals(ScanState.FAILED, scan.state());
      assertTrue(
          scan.progress().message().contains("lower lineRateHz to 150.0"),
          scan.progress().message());
    }
  }

  @Test
  void aStageThatIsNotThereIsNamedAndTheNextScanTriesAgain() throws Exception {
    requireNextScanAfter(
        "ttyUSB7",
        () -> {
          throw new StageException("port /dev/ttyUSB7 of the stage is not there");
        });
  }

  @Test
  void aLackOfMemoryEndsTheScanAndTheNextIsMade() throws Exception {
    requireNextScanAfter(
        "ran out of memory",
        () -> {
          throw new OutOfMemoryError("Java heap space");
        });
  }

  /** A stage that cannot be opened fails the scan with this reason, and not the one after. */
  private void requireNextScanAfter(String reason, Runnable trouble) throws Exception {
    ConveyorCamera camera = new ConveyorCamera();
    AtomicBoolean over = new AtomicBoolean();
    Supplier<Stage> opener =
        () -> {
          if (!over.get()) {
            trouble.run();
          }
          return camera.stage();
        };
    Bench bench = new Bench(root, FakeCamera.settings(), () -> camera);
    bench.station.with(new StationStage(SETTINGS, opener));
    try (bench) {
      bench.withReferences();
      ScanRecord scan = scanned(bench);
      assertEquals(ScanState.FAILED, scan.state());
      assertTrue(scan.progress().message().contains(reason), scan.progress().message());
      over.set(true);
      assertEquals(ScanState.FINISHED, scanned(bench).state());
    }
  }
}
