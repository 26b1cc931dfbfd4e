package org.petrascope.server;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The command line: which commands there are and how each of them may end. */
final class CommandLines {
  private static final Logger LOG = LoggerFactory.getLogger(CommandLines.class);

  private CommandLines() {}

  @Command(
      name = "petrascope",
      mixinStandardHelpOptions = true,
      version = "petrascope 0.1.0",
      description = "Scans drill core with a hyperspectral line camera and names its minerals.",
      synopsisSubcommandLabel = "COMMAND")
  private static final class Root {}

  /** Runs one command; answers its exit code. */
  static int run(Console console, String... args) {
    CommandLine commands = new CommandLine(new Root());
    commands(console).forEach(commands::addSubcommand);
    return commands
        .setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(wrongUsage(console))
        .setExecutionExceptionHandler(failure(console))
        .setExitCodeExceptionMapper(e -> CommandLine.ExitCode.SOFTWARE)
        .execute(args.length == 0 ? new String[] {"--help"} : args);
  }

  private static Map<String, Object> commands(Console console) {
    Map<String, Object> commands = new LinkedHashMap<>();
    commands.put("serve", new ServeCommand(console));
    commands.put("simulate", new SimulateCommand(console));
    commands.put("reference", new ReferenceCommand(console));
    commands.put("scan", new ScanCommand(console));
    commands.put("account", new AccountCommand(console, System.in));
    commands.put("calibrate", new CalibrateCommand(console));
    commands.put("join", new JoinCommand(console));
    commands.put("map", new MapCommand(console));
    commands.put("unmix", new UnmixCommand(console));
    commands.put("train", new TrainCommand(console));
    commands.put("predict", new PredictCommand(console));
    commands.put("sync", new SyncCommand(console));
    commands.put("order", new OrderCommand(console));
    commands.put("verify", new VerifyCommand(console));
    commands.put("doctor", new DoctorCommand(console));
    commands.put("cameras", new CamerasCommand(console));
    commands.put("provision", new ProvisionCommand(console));
    commands.put("update", new UpdateCommand(console));
    commands.put("keep", new KeepCommand(console, System.in));
    commands.put("fleet", new FleetCommand(console));
    commands.put("demo", new DemoCommand(console));
    return commands;
  }

  private static IParameterExceptionHandler wrongUsage(Console console) {
    return (ParameterException e, String[] args) -> {
      CommandSpec spec = e.getCommandLine().getCommandSpec();
      console.say(
          "%s: see %s --help"
              .formatted(
                  String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                  spec.qualifiedName()));
      return spec.exitCodeOnInvalidInput();
    };
  }

  private static IExecutionExceptionHandler failure(Console console) {
    return (Exception e, CommandLine command, CommandLine.ParseResult parsed) -> {
      LOG.debug("{} failed", command.getCommandName(), e);
      console.say("petrascope %s: %s".formatted(command.getCommandName(), Failures.sentence(e)));
      return CommandLine.ExitCode.SOFTWARE;
    };
  }
}
