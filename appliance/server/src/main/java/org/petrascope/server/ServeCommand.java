package org.petrascope.server;

import java.time.Clock;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code petrascope serve}: the appliance, until it is told to end. */
@Command(name = "serve", description = "Runs the appliance.")
final class ServeCommand extends ServerCommand {
  /** Where native libraries are unpacked: a service may have no home. */
  private static final String NATIVE_CACHE = "org.bytedeco.javacpp.cachedir";

  @Mixin private final ServiceOptions options = new ServiceOptions();

  ServeCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws InterruptedException {
    Logs.tell();
    Configuration configuration = options.configuration();
    if (System.getProperty(NATIVE_CACHE) == null) {
      System.setProperty(NATIVE_CACHE, configuration.data().resolve("cache").toString());
    }
    try (Lifetime lifetime = Lifetime.begin()) {
      Appliance appliance =
          lifetime.add(Appliance.start(configuration, Clock.systemUTC(), options.random()));
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
