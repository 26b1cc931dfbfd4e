package org.petrascope.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.petrascope.server.ServerException.Kind;
import org.petrascope.store.DataFolder;
import org.petrascope.store.DatabaseFile;
import org.petrascope.update.Occupation;

/**
 * The appliance that an installation replaces, whether it runs or not. Where it does not run, it
 * cannot be started while this is open. For one thread.
 */
final class InterruptedAppliance implements Occupation, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int SCANS = 50;
  private static final Set<String> UNDER_WAY = Set.of("scanning", "finishing");

  private final Path data;
  private final ApplianceClient client;
  private @Nullable DataFolder stopped;

  InterruptedAppliance(Configuration configuration) {
    this.data = configuration.data();
    this.client = ApplianceClient.of(configuration.http(), PATIENCE);
  }

  @Override
  public Optional<String> busy() {
    return ask("/scans?limit=" + SCANS).flatMap(InterruptedAppliance::underWay);
  }

  private static Optional<String> underWay(JsonNode scans) {
    for (JsonNode scan : scans) {
      if (UNDER_WAY.contains(scan.path("state").asText())) {
        return Optional.of(
            "box %s of hole %s is being scanned"
                .formatted(scan.path("box").asText(), scan.path("hole").asText()));
      }
    }
    return Optional.empty();
  }

  @Override
  public List<String> camerasSeen() {
    List<String> seen = new ArrayList<>();
    ask("/stations")
        .ifPresent(
            stations -> {
              for (JsonNode station : stations) {
                if (station.path("camera").path("connected").asBoolean()) {
                  seen.add(station.path("id").asText());
                }
              }
            });
    return seen;
  }

  /** The running appliance's answer; empty where none runs and none can be started meanwhile. */
  private Optional<JsonNode> ask(String path) {
    if (stopped != null) {
      return Optional.empty();
    }
    try {
      return Optional.of(client.get(path));
    } catch (ServerException e) {
      if (e.kind() != Kind.UNAVAILABLE) {
        throw e;
      }
      stopped = DataFolder.open(data);
      return Optional.empty();
    }
  }

  @Override
  public int schema() {
    return DatabaseFile.schema(database());
  }

  private Path database() {
    return data.resolve("petrascope.db");
  }

  @Override
  public void copyDatabase(Path into) {
    DatabaseFile.copy(database(), into);
  }

  @Override
  public void close() {
    client.close();
    if (stopped != null) {
      stopped.close();
    }
  }
}
