package org.petrascope.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.spectral.Reference;
import org.petrascope.store.LampEvent;
import org.petrascope.store.ReferenceRecord;
import org.petrascope.store.ScanRecord;

/** The references that lines of a shorter exposure need: how a station comes by them. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ShorterReferenceTest {
  private final HandClock clock = new HandClock();

  @TempDir Path root;

  @Test
  void aStretchWithoutWhiteOfTheShorterExposureIsNamedWithTheRemedy() throws Exception {
    ConveyorCamera camera = WetCore.camera();
    try (Bench bench = WetCore.still(root, camera, clock).withReferences()) {
      bench.station.with(WetCore.stage(camera));
      ScanRecord scan = WetCore.scanned(bench);
      assertEquals(1, camera.streams());
      HealingReport report = WetCore.healing(bench, scan);
      assertEquals(WetCore.WET, report.saturated());
      assertEquals(0, report.saturatedRegained());
      assertEquals(1, report.unhealed().size());
      String why = report.unhealed().getFirst();
      assertTrue(why.contains("stay saturated: they were to be taken again at 0.333 ms"), why);
      assertTrue(why.contains("capture a new white"), why);
    }
  }

  @Test
  void aDarkOfTheShorterExposureThatGrewStaleIsTakenAnew() throws Exception {
    ConveyorCamera camera = WetCore.camera();
    try (Bench bench = WetCore.still(root, camera, clock)) {
      bench.station.with(WetCore.stage(camera));
      bench.station.reference(Reference.Kind.DARK);
      clock.forward(Duration.ofHours(2));
      bench.station.reference(Reference.Kind.WHITE);
    }
    ConveyorCamera same = WetCore.camera();
    try (Bench bench = WetCore.still(root, same, clock)) {
      clock.forward(Duration.ofHours(1));
      bench.station.reference(Reference.Kind.DARK);
      clock.forward(Duration.ofMinutes(90));
      bench.station.with(WetCore.stage(same));
      ScanRecord scan = WetCore.scanned(bench);
      HealingReport report = WetCore.healing(bench, scan);
      assertEquals(WetCore.WET, report.saturatedRegained(), report.sentence());
      ReferenceRecord newest = bench.store.references().newest(1).getFirst();
      assertEquals(Reference.Kind.DARK, newest.kind());
      assertEquals(333, newest.settings().exposureUs());
      assertEquals(clock.instant(), newest.takenAt());
    }
  }

  @Test
  void aStationThatHealsTakesReferencesAtBothExposuresAndJudgesLampsByTheUsual() {
    ConveyorCamera camera = new ConveyorCamera();
    try (Bench bench = WetCore.moved(root, camera)) {
      List<ReferenceRecord> taken = bench.store.references().newest(10);
      assertEquals(4, taken.size());
      for (Reference.Kind kind : Reference.Kind.values()) {
        assertEquals(
            List.of(333.0, 1000.0),
            taken.stream()
                .filter(reference -> reference.kind() == kind)
                .map(reference -> reference.settings().exposureUs())
                .sorted()
                .toList());
      }
      assertEquals(
          List.of(1000.0),
          taken.stream()
              .filter(reference -> reference.light().isPresent())
              .map(reference -> reference.settings().exposureUs())
              .toList());
      assertEquals(
          2,
          bench.station.upkeep().references(10).stream().filter(r -> r.misfit().isEmpty()).count());
    }
  }

  @Test
  void warningsOfTheWhiteAreStatedByTheScansThatItCalibrates() throws Exception {
    ConveyorCamera camera = new ConveyorCamera();
    try (Bench bench = WetCore.still(root, camera, clock)) {
      bench.station.upkeep().noteLamp(LampEvent.Kind.ON);
      clock.forward(Duration.ofMinutes(5));
      bench.withReferences();
      ScanRecord scan = WetCore.scanned(bench);
      String told = Files.readString(WetCore.files(bench, scan).product("provenance.json"));
      assertTrue(told.contains("\"white reference: warming up: the lamp is warm in"), told);
    }
  }
}
