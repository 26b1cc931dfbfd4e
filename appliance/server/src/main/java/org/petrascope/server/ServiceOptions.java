package org.petrascope.server;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the processes that keep running are given: their configuration, and what is random. */
final class ServiceOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration; /etc/petrascope/petrascope.yaml when not given.")
  private @Nullable Path config;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of random waits and choices; another each time when not given.")
  private @Nullable Long seed;

  /** Where the configuration is. */
  Path file() {
    return config == null ? ConfigurationFile.DEFAULT : config;
  }

  Configuration configuration() {
    return ConfigurationFile.read(file());
  }

  SplittableRandom random() {
    return new SplittableRandom(seed == null ? new SecureRandom().nextLong() : seed);
  }
}
