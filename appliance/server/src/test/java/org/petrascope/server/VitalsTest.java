package org.petrascope.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.scan.LiveMap;
import org.petrascope.scan.ScanProgress;
import org.petrascope.scan.Station;
import org.petrascope.scan.StationListener;
import org.petrascope.scenes.CoreScene;
import org.petrascope.scenes.Scenes;
import org.petrascope.simulator.SensorModel;
import org.petrascope.simulator.SimulatedCamera;
import org.petrascope.simulator.SimulatorSettings;
import org.petrascope.spectral.BoxTemplate;
import org.petrascope.spectral.DepthInterval;
import org.petrascope.spectral.DepthIntervals;
import org.petrascope.spectral.Reference;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.ScanRequest;
import org.petrascope.store.ScanState;

/** An appliance whose pipeline hangs in mid-scan. */
class VitalsTest {
  private static final int LINES = 20;
  private static final Vitals.Limits NO_TIME =
      new Vitals.Limits(Duration.ofMinutes(1), Duration.ZERO, Duration.ofMinutes(1));

  @TempDir private Path folder;

  @Test
  void pipelineThatHangsIsToldAndOnceItMovesAllIsWell() throws Exception {
    Logs.configure("error");
    String address = Loopback.free();
    try (CoreScene scene =
            Scenes.builtIn(SimulatedMake.PETRASCOPE_SWIR_640.options().withLines(LINES));
        SimulatedCamera camera =
            SimulatedCamera.start(SimulatorSettings.at(address), scene, SensorModel.of(scene));
        Appliance appliance = appliance(address)) {
      Station station = appliance.stations().all().getFirst();
      station.reference(Reference.Kind.DARK);
      station.reference(Reference.Kind.WHITE);
      assertAllWell(appliance);

      Hang hang = new Hang();
      station.listen(hang);
      ScanRecord scan = station.scan(request());
      hang.begun.await();
      Vital vital = Vitals.station(station, NO_TIME);
      String trouble = vital.question().get().orElse("nothing");
      assertTrue(
          trouble.startsWith("station core: telling minerals of scan " + scan.id() + " hangs"),
          trouble);

      hang.over.countDown();
      assertEquals(ScanState.FINISHED, station.await(scan.id()).state());
      assertEquals(Optional.empty(), vital.question().get());
      assertAllWell(appliance);
    }
  }

  /** Stage, database and page of a whole appliance answer. */
  private static void assertAllWell(Appliance appliance) {
    List<Vital> vitals = appliance.vitals();
    assertEquals(
        List.of("station core", "database", "page"), vitals.stream().map(Vital::name).toList());
    vitals.forEach(vital -> assertEquals(Optional.empty(), vital.question().get(), vital.name()));
  }

  private static final class Hang implements StationListener {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);

    @Override
    public void mapped(ScanProgress progress, LiveMap map, int firstLine) {
      begun.countDown();
      try {
        over.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static ScanRequest request() {
    DepthInterval depth = new DepthInterval(10, 11);
    return new ScanRequest(
        "H1",
        "1",
        depth,
        BoxTemplate.equalRows(4, ScannedBox.SAMPLES),
        DepthIntervals.every(0.5, depth),
        LINES);
  }

  private Appliance appliance(String address) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("petrascope.yaml"),
            """
            version: 1
            data: data
            http: {port: 0}
            stations:
              - id: core
                camera: {address: %s, exposureUs: 1500, lineRateHz: 60}
            """
                .formatted(address));
    return Appliance.start(
        ConfigurationFile.read(file), Clock.systemUTC(), new SplittableRandom(1));
  }
}
