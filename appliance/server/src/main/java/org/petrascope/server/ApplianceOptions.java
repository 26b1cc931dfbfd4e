package org.petrascope.server;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which running appliance a command asks. */
final class ApplianceOptions {
  @Option(names = "--url", paramLabel = "URL", description = "Address of the appliance.")
  private @Nullable URI url;

  @Option(names = "--config", paramLabel = "FILE", description = "Configuration it runs with.")
  private @Nullable Path config;

  Optional<Path> config() {
    return Optional.ofNullable(config);
  }

  ApplianceClient open() {
    return ApplianceClient.of(url, config);
  }

  /** The same, given so much time to answer. */
  ApplianceClient open(Duration patience) {
    return ApplianceClient.of(url, config, patience);
  }
}
