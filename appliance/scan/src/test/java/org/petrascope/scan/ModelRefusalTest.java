package org.petrascope.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.learning.ModelPackage;
import org.petrascope.scan.FakeCamera.Mishaps;

/** Models that a station's camera does not suit are refused before a scan begins. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ModelRefusalTest {
  private static final int LINES = 20;

  @TempDir Path root;

  @Test
  void otherBandsAreRefusedBeforeTheScanBegins() {
    try (ModelPackage model =
            SmallModels.pure(root.resolve("model"), SmallModels.shown(1000, 2500, 100));
        Bench bench = bench(model, false)) {
      assertRefused(
          bench,
          "model clays does not fit: 150 bands are given, the model takes 100 bands from 1000.0 to 2500.0 nm; resample the spectra to the model's bands");
    }
  }

  @Test
  void bandsThatTheSensorDoesNotReachAreRefusedAllTheSame() {
    try (ModelPackage model =
            SmallModels.pure(root.resolve("model"), SmallModels.shown(700, 2500, 200));
        Bench bench = bench(model, true)) {
      assertRefused(
          bench,
          "model clays 7 needs 200 bands, 700.0 to 2500.0 nm, the good bands of the sensor do not reach 700.0 nm: choose a model of the sensor's range");
    }
  }

  private Bench bench(ModelPackage model, boolean resampling) {
    Identification told = ModelIdentification.of(model, resampling);
    return new Bench(root.resolve("data"), IdentificationShelf.only(told), Mishaps.NONE)
        .withReferences();
  }

  private void assertRefused(Bench bench, String sentence) {
    ScanException refused =
        assertThrows(ScanException.class, () -> bench.station.scan(Bench.request(LINES)));
    assertEquals(sentence, refused.getMessage());
    assertEquals(List.of(), bench.store.scans().newest(10));
    assertFalse(Files.exists(root.resolve("data/scans")));
    assertEquals(StationState.IDLE, bench.station.status().state());
  }
}
