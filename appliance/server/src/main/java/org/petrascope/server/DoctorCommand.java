package org.petrascope.server;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.petrascope.gige.GigeHost;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code petrascope doctor}: looks at what the appliance needs and tells what is wrong. */
@Command(name = "doctor", description = "Checks what the appliance needs, one line each.")
final class DoctorCommand extends ServerCommand {
  @Option(names = "--config", paramLabel = "FILE", description = "Configuration to check.")
  private @Nullable Path config;

  @Option(
      names = "--bundle",
      paramLabel = "FILE.zip",
      description = "Write an archive without secrets for whoever helps.")
  private @Nullable Path bundle;

  DoctorCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    List<Finding> findings = new Doctor(config, Clock.systemUTC(), GigeHost.here()).examine();
    if (bundle != null) {
      new DiagnosticsBundle(config == null ? ConfigurationFile.DEFAULT : config, Clock.systemUTC())
          .write(bundle, findings);
      console().say("wrote %s, which holds no secrets".formatted(bundle));
    }
    StringBuilder text = new StringBuilder();
    for (Finding finding : findings) {
      text.append(finding).append('\n');
    }
    result(findings, text.toString().stripTrailing());
    return findings.stream().anyMatch(Finding::fails) ? FAILED : DONE;
  }
}
