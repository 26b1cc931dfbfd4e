package org.petrascope.server;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code petrascope serve}: the appliance, until it is told to end. */
@Command(name = "serve", description = "Runs the appliance.")
final class ServeCommand extends ServerCommand {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration; /etc/petrascope/petrascope.yaml when not given.")
  private @Nullable Path config;

  ServeCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws InterruptedException {
    Logs.tell();
    Configuration configuration =
        ConfigurationFile.read(config == null ? ConfigurationFile.DEFAULT : config);
    SplittableRandom random = new SplittableRandom(new SecureRandom().nextLong());
    try (Appliance appliance = Appliance.start(configuration, Clock.systemUTC(), random)) {
      if (json()) {
        console().event(Map.of("url", appliance.http().url()));
      } else {
        console().print("Petrascope is at " + appliance.http().url());
      }
      Lifetime.untilStopped(false, appliance);
    }
    return DONE;
  }
}
