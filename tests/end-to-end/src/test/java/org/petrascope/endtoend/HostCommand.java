package org.petrascope.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program of the system, run to its end. */
final class HostCommand {
  private HostCommand() {}

  /** What it left; both outputs together. */
  record Ended(int exit, String said) {
    /** The same, or an error with what it said. */
    Ended well() {
      if (exit != 0) {
        throw new AssertionError("exit " + exit + ": " + said);
      }
      return this;
    }
  }

  static Ended run(List<String> command) throws IOException, InterruptedException {
    return run(Duration.ofMinutes(2), Map.of(), command);
  }

  static Ended run(Duration atMost, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    Path said = Files.createTempFile("command", ".out");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    try {
      if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError(command + " still runs after " + atMost + "\n" + text(said));
      }
      return new Ended(process.exitValue(), text(said));
    } finally {
      Appliance.end(process);
      Files.delete(said);
    }
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  /** Whether a program of this name is on the path, or where only root has it there. */
  static boolean exists(String name) {
    return Stream.concat(
            Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin", "/sbin"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }
}
