package org.petrascope.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsTest {
  private static final Clock CLOCK = Clock.fixed(Samples.NOON, ZoneOffset.UTC);
  private static final ModelRecord OLD = model("clays", "20260101T000000Z");
  private static final ModelRecord NEW = model("clays", "20260201T000000Z");

  @TempDir Path root;

  private static ModelRecord model(String name, String version) {
    return ModelRecord.candidate(
        name, version, "abundance", Samples.NOON, Samples.NOON, "ab".repeat(32));
  }

  private Store withBoth() {
    Store store = Store.open(root, CLOCK);
    store.models().add(OLD);
    store.models().add(NEW);
    return store;
  }

  @Test
  void newModelIsACandidateInAFolderOfItsOwn() {
    try (Store store = withBoth()) {
      assertEquals(Optional.of(OLD), store.models().find("clays", OLD.version()));
      assertEquals(ModelState.CANDIDATE, OLD.state());
      assertEquals(root.resolve("models/clays/20260101T000000Z"), store.folder(OLD));
      assertEquals(List.of(NEW, OLD), store.models().newest(10));
      assertEquals(Optional.empty(), store.models().active());
    }
  }

  @Test
  void activatingAModelRetiresTheOneBefore() {
    try (Store store = withBoth()) {
      store.models().activate("clays", OLD.version(), false, Samples.NOON);
      store.models().activate("clays", NEW.version(), false, Samples.NOON);
      assertEquals(NEW.version(), store.models().active().orElseThrow().version());
      assertEquals(ModelState.RETIRED, store.models().require("clays", OLD.version()).state());
    }
  }

  @Test
  void retiredModelCanBeUsedAgain() {
    try (Store store = withBoth()) {
      store.models().activate("clays", OLD.version(), false, Samples.NOON);
      store.models().retire("clays", OLD.version(), Samples.NOON);
      assertEquals(Optional.empty(), store.models().active());
      store.models().activate("clays", OLD.version(), false, Samples.NOON);
    }
    try (Store again = Store.open(root, CLOCK)) {
      assertEquals(OLD.version(), again.models().active().orElseThrow().version());
    }
  }

  @Test
  void leaveToResampleIsRememberedWithTheActiveModel() {
    try (Store store = withBoth()) {
      store.models().activate("clays", OLD.version(), true, Samples.NOON);
      assertTrue(store.models().active().orElseThrow().resampling());
      store.models().activate("clays", OLD.version(), false, Samples.NOON);
      assertEquals(false, store.models().active().orElseThrow().resampling());
    }
  }

  @Test
  void everyChangeOfStateIsAnEvent() {
    try (Store store = withBoth()) {
      store.models().activate("clays", OLD.version(), false, Samples.NOON);
      store.models().activate("clays", OLD.version(), false, Samples.NOON);
      store.models().activate("clays", NEW.version(), false, Samples.NOON);
      assertEquals(
          List.of("ACTIVE", "RETIRED", "ACTIVE", "CANDIDATE", "CANDIDATE"),
          store.events().newest(9).stream().map(Event::detail).toList());
    }
  }

  @Test
  void sameVersionTwiceAndUnknownModelsAreRefused() {
    try (Store store = withBoth()) {
      String twice = assertThrows(StoreException.class, () -> store.models().add(OLD)).getMessage();
      assertTrue(twice.contains("is registered already"), twice);
      String unknown =
          assertThrows(
                  StoreException.class,
                  () -> store.models().activate("x", "1", false, Samples.NOON))
              .getMessage();
      assertTrue(unknown.contains("model x 1 is not known here"), unknown);
    }
  }

  @Test
  void databaseItselfKnowsOneActiveModelOnly() throws SQLException {
    withBoth().close();
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + root.resolve("petrascope.db"));
        Statement statement = connection.createStatement()) {
      assertThrows(
          SQLException.class, () -> statement.execute("UPDATE model SET state = 'ACTIVE'"));
    }
  }

  @Test
  void databaseOfTheFirstSchemaGetsItsModels() throws SQLException, IOException {
    try (InputStream first = Store.class.getResourceAsStream("migrations/001-scans.sql");
        Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + root.resolve("petrascope.db"));
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(new String(first.readAllBytes(), UTF_8));
      statement.execute("PRAGMA user_version = 1");
    }
    withBoth().close();
  }
}
