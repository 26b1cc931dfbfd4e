package org.petrascope.server;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What all commands have: a console, {@code --json} and {@code --help}. */
@Command(mixinStandardHelpOptions = true)
abstract sealed class ServerCommand implements Callable<Integer>
    permits AccountCommand,
        CalibrateCommand,
        CamerasCommand,
        DemoCommand,
        DoctorCommand,
        FleetCommand,
        JoinCommand,
        KeepCommand,
        MapCommand,
        OrderCommand,
        PredictCommand,
        ProvisionCommand,
        ReferenceCommand,
        ScanCommand,
        ServeCommand,
        SimulateCommand,
        SyncCommand,
        TrainCommand,
        UnmixCommand,
        UpdateCommand,
        VerifyCommand {
  /** Exit code of work that was done. */
  static final int DONE = 0;

  /** Exit code of work that failed. */
  static final int FAILED = 1;

  private final Console console;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  ServerCommand(Console console) {
    this.console = console;
  }

  final Console console() {
    return console;
  }

  final boolean json() {
    return json;
  }

  /** Prints the result: as one JSON document, or as the text that a person reads. */
  final void result(Object document, String text) {
    if (json) {
      console.json(document);
    } else if (!text.isEmpty()) {
      console.print(text);
    }
  }
}
