package org.petrascope.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.camera.AcquisitionSettings;
import org.petrascope.camera.PixelFormat;
import org.petrascope.camera.Telemetry;
import org.petrascope.scan.FakeCamera.Mishaps;
import org.petrascope.spectral.Reference;
import org.petrascope.store.LampEvent;
import org.petrascope.store.ReferenceRecord;
import org.petrascope.store.ScanState;

/** References through a shift: they grow old, the sensor warms, the lamp ages and is replaced. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ReferenceStateTest {
  private static final int LINES = 20;
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path root;

  private final HandClock clock = new HandClock();
  private final ShiftCamera camera = new ShiftCamera();
  private Bench bench;

  /** A camera whose sensor warms and whose panel is lit by a lamp that changes, or is rock. */
  private static final class ShiftCamera extends FakeCamera {
    private volatile double sensorC = -70;
    private volatile double lamp = 1;
    private volatile boolean rock;

    ShiftCamera() {
      super(Bench.LIBRARY, Bench.SAMPLES, Mishaps.NONE);
    }

    @Override
    public Telemetry telemetry() {
      return new Telemetry(OptionalDouble.of(sensorC), OptionalDouble.empty());
    }

    @Override
    float whiteDn(int sample, int band) {
      float seen = rock ? Bench.LIBRARY.reflectance(3)[band] : 1;
      return (float) (WHITE_DN * lamp * seen);
    }
  }

  @BeforeEach
  void open() {
    bench = bench(200);
  }

  private Bench bench(double lineRateHz) {
    return new Bench(
        root,
        new AcquisitionSettings(PixelFormat.MONO12, 1000, lineRateHz, 1, 1),
        () -> camera,
        clock);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private ReferenceRecord white() {
    return bench.station.reference(Reference.Kind.WHITE);
  }

  private String refusedWhite() {
    return assertThrows(ScanException.class, this::white).getMessage();
  }

  private void assertScanRefused(String why) {
    String message =
        assertThrows(ScanException.class, () -> bench.station.scan(Bench.request(LINES)))
            .getMessage();
    assertEquals(why, message);
    assertTrue(
        bench.station.upkeep().references(10).stream()
            .map(JudgedReference::misfit)
            .anyMatch(why::equals));
  }

  private void assertScans() throws InterruptedException {
    var scan = bench.station.await(bench.station.scan(Bench.request(LINES)).id());
    assertEquals(ScanState.FINISHED, scan.state(), scan.progress().message());
  }

  @Test
  void oldReferencesAreRefusedUntilNewOnesAreTaken() throws Exception {
    bench.withReferences();
    clock.forward(Duration.ofHours(4));
    assertScans();
    clock.forward(Duration.ofMinutes(30));
    assertScanRefused(
        "dark reference is 4.5 h old, the limit is 4.0 h: capture a new dark (shutter closes by itself)");
    assertTrue(refusedWhite().startsWith("dark reference is 4.5 h old"));
    bench.station.reference(Reference.Kind.DARK);
    assertScanRefused(
        "white reference is 4.5 h old, the limit is 4.0 h: capture a new white with the panel in view");
    white();
    assertScans();
    assertEquals(
        List.of(true, true, false, false),
        bench.station.upkeep().references(10).stream().map(r -> r.misfit().isEmpty()).toList());
  }

  @Test
  void referencesOfAnotherTemperatureAreRefused() throws Exception {
    bench.withReferences();
    camera.sensorC = -69.2;
    assertScans();
    camera.sensorC = -68.5;
    assertScanRefused(
        "dark reference was taken at -70.0 C, the sensor is at -68.5 C now and may differ by 1.0 K: capture a new dark (shutter closes by itself)");
    clock.forward(Duration.ofMinutes(1));
    bench.withReferences();
    assertScans();
  }

  @Test
  void referencesOfAnotherRateAreRefused() {
    bench.withReferences();
    bench.close();
    bench = bench(300);
    assertThrows(ScanException.class, () -> bench.station.scan(Bench.request(LINES)));
    assertScanRefused(
        "dark reference is for 200.0 lines/s, the scan uses 300.0: capture a new dark (shutter closes by itself)");
  }

  @Test
  void rockInPlaceOfThePanelIsRefused() {
    bench.withReferences();
    camera.rock = true;
    camera.lamp = 1.1;
    assertTrue(refusedWhite().startsWith("white reference has a spectrum that differs by "));
    assertEquals(2, bench.store.references().newest(10).size());
  }

  @Test
  void lampThatLostHalfOfItsLightIsRefusedUnlessItIsNew() {
    bench.withReferences();
    camera.lamp = 0.45;
    assertEquals(
        "white reference has 45 % of the light of the white before: bring all of the panel into view, or say that the lamp was replaced, then capture it again",
        refusedWhite());
    clock.forward(Duration.ofMinutes(1));
    bench.station.upkeep().noteLamp(LampEvent.Kind.REPLACED);
    assertEquals(List.of(), white().warnings());
  }

  @Test
  void whitesThatDriftAreWarmingUpAndSteadyOnesAreNot() {
    bench.withReferences();
    clock.forward(Duration.ofMinutes(6));
    camera.lamp = 1.02;
    assertEquals(
        List.of(
            "warming up: the white is 2.0 % brighter than 6 min before, capture whites until two agree to 1 %"),
        white().warnings());
    clock.forward(Duration.ofMinutes(6));
    assertEquals(List.of(), white().warnings());
    clock.forward(Duration.ofHours(2));
    camera.lamp = 0.97;
    assertEquals(List.of(), white().warnings());
  }

  @Test
  void lampIsWarmTwentyMinutesAfterItWasSwitchedOn() {
    bench.station.reference(Reference.Kind.DARK);
    bench.station.upkeep().noteLamp(LampEvent.Kind.ON);
    clock.forward(Duration.ofMinutes(6));
    assertEquals(
        "lamp is on, 0.1 h burnt, warm in 14 min", bench.station.upkeep().lamp().sentence());
    assertEquals(
        List.of("warming up: the lamp is warm in 14 min, capture a new white then"),
        white().warnings());
    clock.forward(Duration.ofMinutes(14));
    assertEquals(List.of(), white().warnings());
  }

  @Test
  void lampHoursAreThoseBetweenOnAndOff() {
    assertEquals(Optional.empty(), bench.station.upkeep().lamp().lit());
    assertTrue(bench.station.upkeep().lamp().sentence().startsWith("lamp hours are not known"));
    bench.station.upkeep().noteLamp(LampEvent.Kind.ON);
    clock.forward(Duration.ofHours(2));
    bench.station.upkeep().noteLamp(LampEvent.Kind.ON);
    bench.station.upkeep().noteLamp(LampEvent.Kind.OFF);
    clock.forward(Duration.ofHours(5));
    bench.station.upkeep().noteLamp(LampEvent.Kind.ON);
    clock.forward(Duration.ofMinutes(90));
    assertEquals(3.5, bench.station.upkeep().lamp().hours().orElseThrow(), 1e-9);
    assertEquals(Optional.of(true), bench.station.upkeep().lamp().lit());
    bench.station.upkeep().noteLamp(LampEvent.Kind.REPLACED);
    assertEquals(0, bench.station.upkeep().lamp().hours().orElseThrow());
    assertEquals(Optional.of(false), bench.station.upkeep().lamp().lit());
  }

  @Test
  void lampThatFadesIsToldWithTheDaysLeft() {
    for (int day = 0; day < 8; day++) {
      camera.lamp = 1 - 0.02 * day;
      bench.withReferences();
      clock.forward(DAY);
    }
    List<String> warnings = bench.station.upkeep().lamp().warnings();
    assertEquals(1, warnings.size(), warnings.toString());
    assertTrue(
        warnings
            .getFirst()
            .matches(
                "lamp is failing: its light falls by 2\\.00 \\+- 0\\.0. % a day over 8 whites and is at 86 % of the first; about 8 days .*"),
        warnings.getFirst());
    clock.forward(DAY);
    bench.station.upkeep().noteLamp(LampEvent.Kind.REPLACED);
    assertEquals(List.of(), bench.station.upkeep().lamp().warnings());
    assertFalse(bench.station.upkeep().references(10).isEmpty());
  }
}
