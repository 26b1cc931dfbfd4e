package org.petrascope.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.spectral.LampLight;
import org.petrascope.spectral.Reference;
import org.petrascope.spectral.ScanId;
import org.petrascope.spectral.Sensor;
import org.petrascope.spectral.WavelengthRange;
import org.petrascope.spectral.WavelengthShift;

class StoreTest {
  private static final Clock CLOCK = Clock.fixed(Samples.NOON, ZoneOffset.UTC);

  @TempDir Path root;

  /** SQLite's file format, section 1.3: the application's id stands at byte 68. */
  @Test
  void touchingReachesTheFileAndChangesNothingElse() throws Exception {
    try (Store store = Store.open(root, CLOCK)) {
      long before = Files.size(root.resolve("petrascope.db-wal"));
      store.touch();
      long once = Files.size(root.resolve("petrascope.db-wal"));
      store.touch();
      long twice = Files.size(root.resolve("petrascope.db-wal"));
      assertTrue(before < once && once < twice, before + ", " + once + ", " + twice);
      assertEquals(List.of(), store.events().newest(10));
    }
    byte[] file = Files.readAllBytes(root.resolve("petrascope.db"));
    assertEquals("Petr", new String(file, 68, 4, StandardCharsets.US_ASCII));
  }

  @Test
  void whatIsStoredIsReadBackEqual() {
    ScanRecord scan = Samples.scan(Samples.SCAN);
    try (Store store = withScan(scan)) {
      assertEquals(Optional.of(scan), store.scans().find(scan.id()));
      assertEquals(Optional.of(Samples.DARK), store.references().find("d1"));
      assertEquals("ok", store.integrity());
    }
  }

  @Test
  void resultFilesAndOutboxAppearTogether() {
    ScanRecord scan = Samples.scan(Samples.SCAN);
    List<StoredFile> files =
        List.of(
            Samples.file("capture/x.raw"),
            Samples.file("manifest.json"),
            Samples.file("products/minerals.png"));
    try (Store store = withScan(scan)) {
      store.scans().finish(scan, Samples.summary(), files, Samples.NOON);

      assertEquals(Optional.of(Samples.summary()), store.scans().summary(scan.id()));
      assertEquals(files, store.scans().files(scan.id()));
      assertEquals(ScanState.FINISHED, store.scans().require(scan.id()).state());
      assertEquals(
          List.of("manifest.json", "products/minerals.png", "capture/x.raw"),
          store.outbox().next(10).stream()
              .map(entry -> entry.path().substring(scan.folder().length() + 1))
              .toList(),
          "what tells about the scan goes first, raw last");
    }
  }

  @Test
  void resultsOfBeforeModelsHoldNothingInferred() throws SQLException {
    ScanRecord scan = Samples.scan(Samples.SCAN);
    try (Store store = withScan(scan)) {
      store.scans().finish(scan, Samples.summary(), List.of(), Samples.NOON);
    }
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + root.resolve("petrascope.db"));
        Statement statement = connection.createStatement()) {
      statement.execute(
          "UPDATE result SET summary_json = replace(summary_json, ',\"inferred\":false', '')");
    }
    try (Store store = Store.open(root, CLOCK)) {
      assertEquals(Optional.of(Samples.summary()), store.scans().summary(scan.id()));
    }
  }

  @Test
  void referencesKeepTemperatureLightAndWarnings() {
    ReferenceRecord white =
        Samples.WHITE
            .at(OptionalDouble.of(-72.5))
            .telling("none is bad", new LampLight(0.4, 0.6))
            .warning(List.of("warming up", "moved"));
    try (Store store = Store.open(root, CLOCK)) {
      store.references().add(Samples.DARK);
      store.references().add(white);
      assertEquals(Optional.of(Samples.DARK), store.references().find("d1"));
      assertEquals(Optional.of(white), store.references().find("w1"));
      assertEquals(List.of(white), store.references().whites(Samples.SENSOR, 10));
    }
  }

  @Test
  void referencesAreKeyedByGain() {
    CaptureSettings loud = new CaptureSettings("Mono12Packed", 1500, 100, 1, 1, 640, 224, 6);
    try (Store store = Store.open(root, CLOCK)) {
      store.references().add(Samples.DARK);
      References references = store.references();
      assertEquals(0, references.newest(1).getFirst().settings().gain());
      assertTrue(references.newest(Reference.Kind.DARK, Samples.SENSOR, loud).isEmpty());
      ReferenceRecord louder =
          ReferenceRecord.of(
              "dark-loud", Reference.Kind.DARK, Samples.NOON, Samples.SENSOR, loud, 50, 200);
      references.add(louder);
      assertEquals(
          Optional.of(louder), references.newest(Reference.Kind.DARK, Samples.SENSOR, loud));
    }
  }

  @Test
  void referencesAreKeyedByRateAndCalibrationPack() {
    CaptureSettings faster = new CaptureSettings("Mono12Packed", 1500, 100.2, 1, 1, 640, 224);
    CaptureSettings rounded = new CaptureSettings("Mono12Packed", 1500, 100.05, 1, 1, 640, 224);
    Sensor repacked = new Sensor("Petrascope", "SWIR-640 simulated", "S1", "pack 2");
    try (Store store = Store.open(root, CLOCK)) {
      store.references().add(Samples.DARK);
      References references = store.references();
      assertTrue(references.newest(Reference.Kind.DARK, Samples.SENSOR, rounded).isPresent());
      assertTrue(references.newest(Reference.Kind.DARK, Samples.SENSOR, faster).isEmpty());
      assertTrue(references.newest(Reference.Kind.DARK, repacked, Samples.SETTINGS).isEmpty());
    }
  }

  @Test
  void newLampHasNoPast() {
    LampEvent on = new LampEvent("s1", Samples.NOON, LampEvent.Kind.ON);
    LampEvent replaced = new LampEvent("s1", Samples.NOON, LampEvent.Kind.REPLACED);
    LampEvent other = new LampEvent("s2", Samples.NOON, LampEvent.Kind.OFF);
    try (Store store = Store.open(root, CLOCK)) {
      List.of(on, other).forEach(store.lampEvents()::add);
      assertEquals(List.of(on), store.lampEvents().ofPresentLamp("s1"));
      List.of(replaced, on).forEach(store.lampEvents()::add);
      assertEquals(List.of(replaced, on), store.lampEvents().ofPresentLamp("s1"));
      assertEquals(List.of(other), store.lampEvents().ofPresentLamp("s2"));
    }
  }

  @Test
  void failedTransactionLeavesNeitherResultNorOutbox() {
    ScanRecord scan = Samples.scan(Samples.SCAN);
    List<StoredFile> twice = List.of(Samples.file("a.csv"), Samples.file("a.csv"));
    try (Store store = withScan(scan)) {
      assertThrows(
          StoreException.class,
          () -> store.scans().finish(scan, Samples.summary(), twice, Samples.NOON));

      assertEquals(Optional.empty(), store.scans().summary(scan.id()));
      assertEquals(List.of(), store.outbox().next(10));
      assertEquals(ScanState.SCANNING, store.scans().require(scan.id()).state());
    }
  }

  @Test
  void scanUnderWayIsInterruptedAfterRestart() {
    ScanRecord scan = Samples.scan(Samples.SCAN);
    withScan(scan).close();
    try (Store store = Store.open(root, CLOCK)) {
      ScanRecord found = store.scans().require(scan.id());
      assertEquals(ScanState.INTERRUPTED, found.state());
      assertTrue(found.state().canBeFinished());
      assertTrue(found.progress().message().contains("finish the scan"));
    }
  }

  @Test
  void secondProcessIsRefusedWhileTheFolderIsInUse() {
    Store first = Store.open(root, CLOCK);
    StoreException refused =
        assertThrows(StoreException.class, () -> Store.open(root, CLOCK).close());
    assertTrue(refused.getMessage().contains("is in use by process"), refused.getMessage());
    first.close();
    Store.open(root, CLOCK).close();
  }

  @Test
  void rescanGetsAFolderOfItsOwn() {
    ScanRecord first = Samples.scan(Samples.SCAN);
    ScanRecord second = Samples.scan(new ScanId("20260314T120000000Z-0000abce"));
    assertNotEquals(first.folder(), second.folder());
    assertEquals(
        "scans/DDH%207%2F%C3%A4/box%5F3_12.5_16_20260314T120000000Z-0000abcd", first.folder());
  }

  @Test
  void namesCannotLeaveTheDataFolder() {
    assertEquals("%2E.", DataFolder.encoded(".."));
    assertThrows(StoreException.class, () -> DataFolder.encoded(""));
    assertThrows(StoreException.class, () -> DataFolder.encoded("ä".repeat(40)));
  }

  @Test
  void newestWavelengthCheckOfTheCalibrationPackHolds() {
    Sensor repacked = new Sensor("Petrascope", "SWIR-640 simulated", "S1", "pack-2");
    WavelengthRecord first = wavelengthCheck("w1", Samples.SENSOR, 1.25);
    WavelengthRecord second = wavelengthCheck("w2", Samples.SENSOR, -0.5);
    try (Store store = withScan(Samples.scan(Samples.SCAN))) {
      store.wavelengthChecks().add(first);
      store.wavelengthChecks().add(second);
    }
    try (Store store = Store.open(root, CLOCK)) {
      WavelengthChecks checks = store.wavelengthChecks();
      assertEquals(List.of(second, first), checks.newest(Samples.SENSOR, 10));
      assertEquals(Optional.of(second), checks.newest(Samples.SENSOR));
      assertEquals(Optional.empty(), checks.newest(repacked));
      assertEquals(
          new Event(Samples.NOON, "wavelength-check", "w2", "-0.50 +- 0.02 nm"),
          store.events().newest(1).getFirst());
    }
  }

  private static WavelengthRecord wavelengthCheck(String id, Sensor sensor, double nm) {
    WavelengthShift shift =
        new WavelengthShift(nm, 0.02, 1e-4, 1700, new WavelengthRange(1000, 2450), 4);
    return new WavelengthRecord(id, Samples.NOON, sensor, "tile", "d1", "w1", shift);
  }

  @Test
  void referencesAreFoundByTheirSettings() {
    CaptureSettings longer = new CaptureSettings("Mono12Packed", 3000, 100, 1, 1, 640, 224);
    try (Store store = withScan(Samples.scan(Samples.SCAN))) {
      References references = store.references();
      assertEquals(
          Optional.of(Samples.DARK),
          references.newest(Reference.Kind.DARK, Samples.SENSOR, Samples.SETTINGS));
      assertEquals(
          Optional.empty(), references.newest(Reference.Kind.DARK, Samples.SENSOR, longer));
      assertEquals(
          Optional.of(Samples.DARK), references.newest(Reference.Kind.DARK, Samples.SENSOR));
    }
  }

  @Test
  void databaseOfANewerReleaseIsLeftAlone() throws SQLException {
    Store.open(root, CLOCK).close();
    execute("PRAGMA user_version = 99");
    StoreException refused =
        assertThrows(StoreException.class, () -> Store.open(root, CLOCK).close());
    assertTrue(refused.getMessage().contains("newer release"), refused.getMessage());
  }

  @Test
  void fileThatIsNoDatabaseIsOneSentence() throws Exception {
    Files.writeString(root.resolve("petrascope.db"), "no database, but long enough ".repeat(40));
    StoreException refused =
        assertThrows(StoreException.class, () -> Store.open(root, CLOCK).close());
    assertTrue(refused.getMessage().startsWith("database " + root), refused.getMessage());
  }

  @Test
  void everyTransactionReachesTheDiskBeforeItReturns() throws SQLException {
    Store.open(root, CLOCK).close();
    try (Connection connection = connection();
        Statement statement = connection.createStatement();
        var mode = statement.executeQuery("PRAGMA journal_mode")) {
      assertEquals("wal", mode.getString(1));
    }
  }

  @Test
  void eventsTellWhatHappened() {
    ScanRecord scan = Samples.scan(Samples.SCAN);
    try (Store store = withScan(scan)) {
      ScanRecord.Progress failed =
          new ScanRecord.Progress(
              ScanState.FAILED, "the cable is out", 40, 1, Optional.of(Samples.NOON));
      store.scans().update(scan.id(), failed, Samples.NOON);
      assertEquals(
          new Event(Samples.NOON, "scan", scan.id().value(), "FAILED the cable is out"),
          store.events().newest(1).getFirst());
    }
  }

  private Store withScan(ScanRecord scan) {
    Store store = Store.open(root, CLOCK);
    store.references().add(Samples.DARK);
    store.references().add(Samples.WHITE);
    store.scans().begin(scan);
    return store;
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Connection connection() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + root.resolve("petrascope.db"));
  }
}
