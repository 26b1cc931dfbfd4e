package org.petrascope.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.petrascope.store.DatabaseFile;
import org.petrascope.store.StoreException;
import org.petrascope.update.ProbationNote;

/**
 * Whether a new release does what the old one did: it answers, the database is sound and in its
 * schema, and every camera is seen that was seen before. No network is needed for it, only the box
 * itself. For one thread.
 */
final class SelfTest implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Path database;
  private final ProbationNote note;
  private final ApplianceClient client;

  SelfTest(Configuration configuration, ProbationNote note) {
    this.database = note.database();
    this.note = note;
    this.client = ApplianceClient.of(configuration.http(), PATIENCE);
  }

  /** What is not as it must be, at this moment; empty when all is. */
  Optional<String> trouble() {
    try {
      JsonNode stations = client.get("/stations");
      int schema = DatabaseFile.schema(database);
      if (schema != DatabaseFile.schemaKnown()) {
        return Optional.of(
            "the database has schema %d, not %d".formatted(schema, DatabaseFile.schemaKnown()));
      }
      String integrity = DatabaseFile.integrity(database);
      if (!integrity.equals("ok")) {
        return Optional.of("the database is damaged: " + integrity);
      }
      return note.cameras().stream()
          .filter(station -> !sees(stations, station))
          .findFirst()
          .map(
              station -> "station %s does not see its camera, as it did before".formatted(station));
    } catch (ServerException | StoreException e) {
      return Optional.of(Failures.sentence(e));
    }
  }

  private static boolean sees(JsonNode stations, String id) {
    for (JsonNode station : stations) {
      if (station.path("id").asText().equals(id)) {
        return station.path("camera").path("connected").asBoolean();
      }
    }
    return false;
  }

  @Override
  public void close() {
    client.close();
  }
}
