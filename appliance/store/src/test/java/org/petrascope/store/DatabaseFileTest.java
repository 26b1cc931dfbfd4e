package org.petrascope.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseFileTest {
  private static final Clock CLOCK = Clock.fixed(Samples.NOON, ZoneOffset.UTC);

  @TempDir private Path folder;

  private static void noteLamp(Store store, LampEvent.Kind kind) {
    store.lampEvents().add(new LampEvent("core", Samples.NOON, kind));
  }

  @Test
  void databaseInUseIsCopiedWithAllThatWasCommitted() {
    Path data = folder.resolve("data");
    Path copied = folder.resolve("copied");
    Path into = copied.resolve("petrascope.db");
    try (Store store = Store.open(data, CLOCK)) {
      noteLamp(store, LampEvent.Kind.ON);
      assertTrue(Files.exists(data.resolve("petrascope.db-wal")), "nothing is in the log");
      assertTrue(copied.toFile().mkdirs());
      DatabaseFile.copy(data.resolve("petrascope.db"), into);
      noteLamp(store, LampEvent.Kind.OFF);
      assertEquals(DatabaseFile.schemaKnown(), DatabaseFile.schema(data.resolve("petrascope.db")));
    }
    assertEquals("ok", DatabaseFile.integrity(into));
    assertEquals(DatabaseFile.schemaKnown(), DatabaseFile.schema(into));
    try (Store copy = Store.open(copied, CLOCK)) {
      assertEquals(
          List.of(LampEvent.Kind.ON),
          copy.lampEvents().ofPresentLamp("core").stream().map(LampEvent::kind).toList());
    }
  }

  @Test
  void databaseThatIsNotThereIsNotMade() {
    Path database = folder.resolve("petrascope.db");
    assertThrows(StoreException.class, () -> DatabaseFile.schema(database));
    assertTrue(Files.notExists(database));
  }

  @Test
  void damageIsTold() throws Exception {
    Path database = folder.resolve("petrascope.db");
    Files.writeString(database, "no database at all, and long enough to be looked at as one");
    assertThrows(StoreException.class, () -> DatabaseFile.integrity(database));
  }
}
