package org.petrascope.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code petrascope provision}: makes a box ready at its first start, or as it was before. */
@Command(
    name = "provision",
    description =
        "Makes a box ready: its identity, configuration, camera ports and clock, and the document that enrols it.")
final class ProvisionCommand extends ServerCommand {
  @Option(
      names = "--answers",
      paramLabel = "FILE",
      description =
          "Answers in YAML: version, site, administrator, stations, and if need be http, library, method, sync, update, clock, timeServers, cameraPorts. Without it the questions are asked.")
  private @Nullable Path answers;

  @Option(
      names = "--reset",
      description =
          "Forgets configuration, identity, accounts and secrets; scans and all other data stay. The appliance must not run.")
  private boolean reset;

  @Option(
      names = "--root",
      paramLabel = "DIR",
      defaultValue = "/",
      description = "Where the box's file system is mounted; / when not given.")
  private Path root;

  ProvisionCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    Clock clock = Clock.systemUTC();
    FirstStart box = new FirstStart(root, clock);
    if (reset) {
      box.reset();
      result(
          Map.of("reset", true),
          "The box is as it was before its first start; its scans are all there.");
      return DONE;
    }
    Answers told = answers == null ? asked(clock) : Answers.read(answers);
    told.clock().ifPresent(ProvisionCommand::setClock);
    FirstStart.Result made = box.make(told);
    result(
        made,
        """
        This box is %s.
        Its configuration is %s.
        Carry %s to the fleet to enrol it, or let petrascope sync bring it.
        Now run: systemctl start petrascope.target"""
            .formatted(made.box(), made.configuration(), made.enrolment()));
    return DONE;
  }

  private Answers asked(Clock clock) {
    return new Interview(console(), Typing.here(), clock).ask();
  }

  private static void setClock(Instant time) {
    try {
      int exit =
          new ProcessBuilder("date", "--utc", "--set", "@" + time.getEpochSecond())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor();
      if (exit != 0) {
        throw new ServerException(
            ServerException.Kind.FAILED,
            "the clock cannot be set to %s: run petrascope provision as root".formatted(time));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException(ServerException.Kind.FAILED, "interrupted: nothing was set");
    }
  }
}
