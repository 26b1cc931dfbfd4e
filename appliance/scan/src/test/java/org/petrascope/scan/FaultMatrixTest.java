package org.petrascope.scan;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.petrascope.camera.Camera;
import org.petrascope.camera.CameraException;
import org.petrascope.gige.GigeCamera;
import org.petrascope.scan.FaultRow.Bed;
import org.petrascope.spectral.Reference;

/**
 * Every fault of the camera and of the way to it, through a whole scan. Few stations take all of
 * them: a station one after the other, the stations side by side, for most of the time is spent
 * waiting for lines. The table of what happened goes to {@code target/fault-matrix.md}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class FaultMatrixTest {
  @TempDir static Path root;

  private final Map<Bed, FaultStation> stations =
      Collections.synchronizedMap(new EnumMap<>(Bed.class));
  private final Map<FaultRow, FutureTask<String>> trials = new LinkedHashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private final List<String> table = new ArrayList<>();

  @BeforeAll
  void sufferSideBySide() {
    for (FaultRow row : FaultRow.all()) {
      trials.put(row, new FutureTask<>(() -> new FaultTrial(station(row.bed()), row).run()));
    }
    for (Bed bed : Bed.values()) {
      threads.add(Thread.ofPlatform().daemon().name("faults " + bed).start(() -> suffer(bed)));
    }
  }

  private void suffer(Bed bed) {
    trials.forEach(
        (row, trial) -> {
          if (row.bed() == bed) {
            trial.run();
          }
        });
  }

  /** Asked for by one thread alone for each of them. */
  private FaultStation station(Bed bed) {
    FaultStation opened = stations.get(bed);
    if (opened == null) {
      opened = new FaultStation(root.resolve(bed.name()), bed).withReferences();
      stations.put(bed, opened);
    }
    return opened;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("org.petrascope.scan.FaultRow#all")
  void everyLineIsReceivedOrLostInItsPlaceAndTheNextScanIsWhole(FaultRow row) throws Exception {
    try {
      table.add(Objects.requireNonNull(trials.get(row)).get());
    } catch (ExecutionException e) {
      throw new AssertionError(row.fault(), e.getCause());
    }
  }

  @Test
  void cameraInOtherHandsIsRefusedAndTakenWhenItIsFree() throws Exception {
    Path folder = root.resolve("other-hands");
    try (FaultStation rig = new FaultStation(folder, Bed.IMPATIENT).withReferences()) {
      rig.unplug(true);
      rig.kill();
      assertThrows(CameraException.class, () -> rig.station.reference(Reference.Kind.DARK));
      rig.restart();
      Camera other = GigeCamera.open(rig.camera().address());
      rig.unplug(false);
      CameraException refused = assertThrows(CameraException.class, () -> rig.begin(1));
      assertTrue(refused.getMessage().contains("is controlled by another program"));
      other.close();
      rig.station.reference(Reference.Kind.DARK);
      FaultTrial.assertWholeScan(rig);
    }
  }

  @AfterAll
  void writeTable() throws IOException, InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
    stations.values().forEach(FaultStation::close);
    List<String> lines = new ArrayList<>();
    lines.add(
        "| fault | simulator | lines | sent | received | lost | back after s | scan | reason, as the operator reads it |");
    lines.add("|---|---|---:|---:|---:|---:|---:|---|---|");
    lines.addAll(table);
    Files.write(Path.of("target", "fault-matrix.md"), lines);
  }
}
