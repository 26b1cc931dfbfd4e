package org.petrascope.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.petrascope.server.ServerException.Kind;
import org.petrascope.store.DataFolder;
import org.petrascope.store.DatabaseFile;
import org.petrascope.update.Probation;
import org.petrascope.update.ReleaseManifest;
import org.petrascope.update.Restoration;

/**
 * The appliance that an installation replaces, whether it runs or not, and its data folder, by the
 * user who runs this. Where it does not run, it cannot be started while this is open. For one
 * thread.
 */
final class InterruptedAppliance implements DataKeeper {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int SCANS = 50;
  private static final Set<String> UNDER_WAY = Set.of("scanning", "finishing");

  private final Path data;
  private final Optional<Path> config;
  private @Nullable Configuration known;
  private @Nullable ApplianceClient client;
  private @Nullable DataFolder stopped;

  /**
   * @param config configuration file; empty where nothing is asked that needs one
   */
  InterruptedAppliance(Path data, Optional<Path> config) {
    this.data = data;
    this.config = config;
  }

  private Configuration configuration() {
    if (known == null) {
      known = ConfigurationFile.read(config.orElse(ConfigurationFile.DEFAULT));
    }
    return known;
  }

  private ApplianceClient client() {
    if (client == null) {
      client = ApplianceClient.of(configuration(), PATIENCE);
    }
    return client;
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
      return Optional.of(client().get(path));
    } catch (ServerException e) {
      if (e.kind() != Kind.UNAVAILABLE) {
        throw e;
      }
      hold();
      return Optional.empty();
    }
  }

  @Override
  public void hold() {
    stopped = DataFolder.open(data);
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
  public void restoreDatabase(Path copy, Path database) throws IOException {
    new Restoration().database(copy, database);
  }

  @Override
  public Optional<String> trouble() {
    return Probation.in(configuration().update().home())
        .note()
        .flatMap(note -> new SelfTest(configuration(), note).trouble());
  }

  @Override
  public void deliver(ReleaseManifest manifest, Path payload) {
    ContentDelivery.of(manifest.name().kind()).put(configuration(), manifest, payload);
  }

  @Override
  public byte[] enrol(Answers answers, Instant at) {
    return BoxSecrets.enrol(data, answers, at);
  }

  @Override
  public void forget() {
    BoxSecrets.forget(data);
  }

  @Override
  public void close() {
    if (client != null) {
      client.close();
    }
    if (stopped != null) {
      stopped.close();
    }
  }
}
