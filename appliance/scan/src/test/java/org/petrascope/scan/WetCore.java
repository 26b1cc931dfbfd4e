package org.petrascope.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Clock;
import java.util.OptionalDouble;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.ScanState;

/** A conveyor with core that is wet in a stretch, and the station over it. */
final class WetCore {
  static final int LINES = 240;
  static final int FROM = 100;
  static final int TO = 120;
  static final int WET = TO - FROM;

  private static final StageSettings STAGE =
      new StageSettings(ConveyorCamera.START_MM, ConveyorCamera.END_MM, OptionalDouble.empty());

  private WetCore() {}

  /** The wet stretch shines four times as bright, which three times less exposure can show. */
  static ConveyorCamera camera(FakeCamera.Mishaps... mishapsByStream) {
    ConveyorCamera camera = new ConveyorCamera(mishapsByStream);
    camera.shine(FROM, TO, 4);
    return camera;
  }

  /** A station that knows of no stage yet. */
  static Bench still(Path root, ConveyorCamera camera, Clock clock) {
    return new Bench(root.resolve("data"), FakeCamera.settings(), () -> camera, clock);
  }

  static StationStage stage(ConveyorCamera camera) {
    return new StationStage(STAGE, camera::stage);
  }

  /** A station with its stage and its references. */
  static Bench moved(Path root, ConveyorCamera camera) {
    Bench bench = still(root, camera, Clock.systemUTC());
    bench.station.with(stage(camera));
    return bench.withReferences();
  }

  static ScanRecord scanned(Bench bench) throws InterruptedException {
    ScanRecord scan = bench.station.await(bench.station.scan(Bench.request(LINES)).id());
    assertEquals(ScanState.FINISHED, scan.state(), scan.progress().message());
    return scan;
  }

  static ScanFiles files(Bench bench, ScanRecord scan) {
    return ScanFiles.of(bench.store.folder(scan), scan);
  }

  static HealingReport healing(Bench bench, ScanRecord scan) {
    return files(bench, scan).healing().orElseThrow();
  }
}
