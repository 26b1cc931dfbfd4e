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
  /** Where native libraries are unpacked: a service may have no home. */
  private static final String NATIVE_CACHE = "org.bytedeco.javacpp.cachedir";

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
    if (System.getProperty(NATIVE_CACHE) == null) {
      System.setProperty(NATIVE_CACHE, configuration.data().resolve("cache").toString());
    }
    SplittableRandom random = new SplittableRandom(new SecureRandom().nextLong());
    try (Lifetime lifetime = Lifetime.begin()) {
      Appliance appliance = lifetime.add(Appliance.start(configuration, Clock.systemUTC(), random));
      if (json()) {
        console().event(Map.of("url", appliance.http().url()));
      } else {
        console().print("Petrascope is at " + appliance.http().url());
      }
      lifetime.add(Watchdog.start(ServiceManager.of(System.getenv()), appliance.vitals()));
      lifetime.untilStopped();
    }
    return DONE;
  }
}
