package org.petrascope.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.petrascope.update.InstallWindow;
import org.petrascope.update.Offer;
import org.petrascope.update.ReleaseName;
import org.petrascope.update.Updates;

/** Puts an agreed release to use, each kind in its way. For one thread. */
final class ReleaseDelivery {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Configuration configuration;
  private final Updates updates;
  private final InstallWindow window;

  ReleaseDelivery(Configuration configuration, Updates updates) {
    this.configuration = configuration;
    this.updates = updates;
    this.window = configuration.update().window();
  }

  /** Does it and says what comes next, in one sentence. */
  String install(Offer offer) {
    ReleaseName name = offer.manifest().name();
    return switch (name.kind()) {
      case SOFTWARE -> software(offer);
      case MODEL -> model(offer);
      case LIBRARY -> library(offer);
    };
  }

  private String software(Offer offer) {
    try (InterruptedAppliance running = new InterruptedAppliance(configuration)) {
      updates.install(offer, window, running);
    }
    return "%s is started next and has to prove itself: systemctl restart petrascope"
        .formatted(offer.manifest().name().label());
  }

  /** The running appliance takes it in and tries it on every camera. */
  private String model(Offer offer) {
    ReleaseName name = offer.manifest().name();
    String folder = name.name() + "_" + name.version();
    Path inbox = Inbox.of(configuration.data()).folder();
    try (ApplianceClient client = ApplianceClient.of(configuration, PATIENCE)) {
      updates.deliver(offer, inbox.resolve(folder), place -> activate(client, place));
    }
    return "scans are interpreted by %s from now on".formatted(name.label());
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

  private String library(Offer offer) {
    Path place = configuration.data().resolve("libraries").resolve(offer.manifest().name().name());
    updates.deliver(offer, place, folder -> {});
    return "%s is in %s: the appliance uses it from its next start where library names a file there"
        .formatted(offer.manifest().name().label(), place);
  }
}
