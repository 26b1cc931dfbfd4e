package org.petrascope.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.camera.AcquisitionSettings;
import org.petrascope.camera.CameraException;
import org.petrascope.camera.PixelFormat;
import org.petrascope.formats.FormatException;
import org.petrascope.scan.FakeCamera.Mishaps;
import org.petrascope.spectral.BoxTemplate;
import org.petrascope.spectral.DepthInterval;
import org.petrascope.spectral.DepthIntervals;
import org.petrascope.spectral.Reference;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.ScanRequest;
import org.petrascope.store.ScanState;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RefusalTest {
  private static final int LINES = 20;

  @TempDir Path root;

  @Test
  void scanWithoutReferencesIsRefused() {
    try (Bench bench = new Bench(root, Mishaps.NONE)) {
      assertRefused(
          bench,
          Bench.request(LINES),
          "there is no dark reference of camera F1 yet: capture a new dark (shutter closes by itself)");
    }
  }

  @Test
  void whiteBeforeDarkIsRefused() {
    try (Bench bench = new Bench(root, Mishaps.NONE)) {
      ScanException refused =
          assertThrows(ScanException.class, () -> bench.station.reference(Reference.Kind.WHITE));
      assertTrue(refused.getMessage().contains("no dark reference"), refused.getMessage());
      assertEquals(StationState.IDLE, bench.station.status().state());
    }
  }

  @Test
  void referencesOfAnotherExposureAreRefused() {
    new Bench(root, Mishaps.NONE).withReferences().close();
    try (Bench bench = bench(800)) {
      assertRefused(
          bench,
          Bench.request(LINES),
          "dark reference is for 1.0 ms, the scan uses 0.8 ms: capture a new dark (shutter closes by itself)");
    }
  }

  @Test
  void tooBrightAndTooDarkWhitesAreRefused() {
    try (Bench bright = bench(1500)) {
      bright.station.reference(Reference.Kind.DARK);
      ScanException refused =
          assertThrows(ScanException.class, () -> bright.station.reference(Reference.Kind.WHITE));
      assertTrue(refused.getMessage().contains("too bright"), refused.getMessage());
    }
    try (Bench dim = bench(50)) {
      dim.station.reference(Reference.Kind.DARK);
      ScanException refused =
          assertThrows(ScanException.class, () -> dim.station.reference(Reference.Kind.WHITE));
      assertTrue(refused.getMessage().contains("too dark"), refused.getMessage());
      assertEquals(2, dim.store.references().newest(10).size(), "the two darks and no white");
    }
  }

  @Test
  void scanThatDoesNotFitTheDiskIsRefusedBeforeItStarts() throws Exception {
    FakeCamera wide = new FakeCamera(Bench.LIBRARY, 100_000, Mishaps.NONE);
    SensorView view = SensorView.of(wide.identity(), wide.capabilities(), FakeCamera.settings());
    long bytes = Preparation.bytes(request(ScanRequest.LINES_MAX, 1), view.settings(), 60);
    assertTrue(bytes > 5e12, "3 TB of raw and more of products: " + bytes);
    try (Bench bench =
        new Bench(
            root, FakeCamera.settings(), () -> new FakeCamera(Bench.LIBRARY, 4000, Mishaps.NONE))) {
      bench.withReferences();
      ScanRequest huge = request(ScanRequest.LINES_MAX, Bench.SAMPLES);
      FormatException refused = assertThrows(FormatException.class, () -> bench.station.scan(huge));
      assertTrue(refused.getMessage().startsWith("the scan needs "), refused.getMessage());
      assertTrue(refused.getMessage().contains(" are free at " + root), refused.getMessage());
      assertFalse(Files.exists(root.resolve("scans")));
    }
  }

  @Test
  void secondScanIsRefusedWhileOneRuns() throws Exception {
    try (Bench bench = new Bench(root, Mishaps.silentAfter(5)).withReferences()) {
      ScanRecord scan = bench.station.scan(Bench.request(LINES));
      ScanException refused =
          assertThrows(ScanException.class, () -> bench.station.scan(Bench.request(LINES)));
      assertEquals(
          "station s1 is scanning: wait until it is done, or cancel it", refused.getMessage());
      bench.station.cancel(scan.id());
      bench.station.await(scan.id());
    }
  }

  @Test
  void templateWiderThanTheCameraIsRefused() {
    try (Bench bench = new Bench(root, Mishaps.NONE).withReferences()) {
      assertRefused(
          bench,
          request(LINES, 2 * Bench.SAMPLES),
          "the box template needs 24 samples, the camera has 12: correct the rows of the template");
    }
  }

  @Test
  void cameraThatIsNotThereIsOneSentenceAndComesBack() throws Exception {
    new Bench(root, Mishaps.NONE).withReferences().close();
    boolean[] there = new boolean[1];
    try (Bench bench =
        new Bench(
            root,
            FakeCamera.settings(),
            () -> {
              if (!there[0]) {
                throw new CameraException("no camera answers at 127.0.0.9: check cable and power");
              }
              return new FakeCamera(Bench.LIBRARY, Bench.SAMPLES, Mishaps.NONE);
            })) {
      CameraException refused =
          assertThrows(CameraException.class, () -> bench.station.scan(Bench.request(LINES)));
      assertTrue(refused.getMessage().startsWith("no camera answers"), refused.getMessage());
      assertFalse(bench.station.status().camera().connected());
      there[0] = true;
      ScanRecord scan = bench.station.scan(Bench.request(LINES));
      assertEquals(ScanState.FINISHED, bench.station.await(scan.id()).state());
    }
  }

  private void assertRefused(Bench bench, ScanRequest request, String sentence) {
    RuntimeException refused =
        assertThrows(RuntimeException.class, () -> bench.station.scan(request));
    assertEquals(sentence, refused.getMessage());
    assertEquals(List.of(), bench.store.scans().newest(10));
    assertFalse(Files.exists(root.resolve("scans")));
    assertEquals(StationState.IDLE, bench.station.status().state());
  }

  private Bench bench(double exposureUs) {
    AcquisitionSettings settings =
        new AcquisitionSettings(PixelFormat.MONO12, exposureUs, 200, 1, 1);
    return new Bench(
        root, settings, () -> new FakeCamera(Bench.LIBRARY, Bench.SAMPLES, Mishaps.NONE));
  }

  private static ScanRequest request(int lines, int samples) {
    DepthInterval depth = new DepthInterval(10, 11);
    return new ScanRequest(
        "H1", "7", depth, BoxTemplate.whole(samples), DepthIntervals.every(0.1, depth), lines);
  }
}
