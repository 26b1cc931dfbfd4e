package org.petrascope.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.petrascope.update.ReleaseManifest;
import org.petrascope.update.ReleaseName;
import org.petrascope.update.Updates;

/** How a model or a library of a release comes to use, as the owner of the data folder. */
enum ContentDelivery {
  /** The running appliance takes it in and tries it on every camera. */
  MODEL {
    @Override
    void put(Configuration configuration, ReleaseManifest manifest, Path payload) {
      ReleaseName name = manifest.name();
      Path place =
          Inbox.of(configuration.data()).folder().resolve(name.name() + "_" + name.version());
      Updates.unpack(payload, place, manifest.payload().unpackedBytes());
      try (ApplianceClient client = ApplianceClient.of(configuration, PATIENCE)) {
        activate(client, place);
      }
    }
  },

  LIBRARY {
    @Override
    void put(Configuration configuration, ReleaseManifest manifest, Path payload) {
      Path place = library(configuration, manifest.name());
      Updates.unpack(payload, place, manifest.payload().unpackedBytes());
    }
  };

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  abstract void put(Configuration configuration, ReleaseManifest manifest, Path payload);

  static ContentDelivery of(ReleaseName.Kind kind) {
    return switch (kind) {
      case MODEL -> MODEL;
      case LIBRARY -> LIBRARY;
      case SOFTWARE -> throw new IllegalArgumentException("software goes into a slot");
    };
  }

  /** Where the spectra of a release lie from then on. */
  static Path library(Configuration configuration, ReleaseName name) {
    return configuration.data().resolve("libraries").resolve(name.name());
  }

  /** An attempt that was cut off before may have left it taken in already. */
  private static void activate(ApplianceClient client, Path place) {
    String folder = String.valueOf(place.getFileName());
    JsonNode taken =
        known(client, ModelRegistry.sha256(place))
            .orElseGet(() -> client.post("/models", Map.of("folder", folder)));
    client.post(
        "/models/%s/%s/activate"
            .formatted(taken.path("name").asText(), taken.path("version").asText()),
        Map.of());
  }

  private static Optional<JsonNode> known(ApplianceClient client, String sha256) {
    for (JsonNode model : client.get("/models")) {
      if (model.path("sha256").asText().equals(sha256)) {
        return Optional.of(model);
      }
    }
    return Optional.empty();
  }
}
