package org.petrascope.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The built product as a user starts it: a process of its own, with its exit code and its two
 * outputs.
 */
final class Appliance {
  /** A command that takes longer than this hangs. */
  static final Duration AT_MOST = Duration.ofMinutes(2);

  private Appliance() {}

  /** What a finished command left. */
  record Ended(int exit, String out, String err) {
    /** The one sentence a person got: the last line of standard error. */
    String sentence() {
      String[] lines = err.strip().split("\n");
      return lines[lines.length - 1];
    }
  }

  static Path checkout() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("LICENSE"))
        || !Files.exists(folder.resolve("provisioning"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  /** The jars in a folder of the distribution, as a class path names them. */
  static String distribution(String part) {
    return checkout().resolve("appliance/server/target/petrascope").resolve(part) + "/*";
  }

  /** Runs a command to its end; a command that takes longer than {@link #AT_MOST} has failed. */
  static Ended run(String... arguments) throws IOException, InterruptedException {
    return run(List.of(), AT_MOST, arguments);
  }

  static Ended run(List<String> jvmOptions, Duration atMost, String... arguments)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("petrascope", ".out");
    Path err = Files.createTempFile("petrascope", ".err");
    Process process = start(jvmOptions, out, err, arguments);
    try {
      if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError(
            "petrascope "
                + String.join(" ", arguments)
                + " still runs after "
                + atMost
                + "\n"
                + Files.readString(err));
      }
      return new Ended(
          process.exitValue(),
          Files.readString(out),
          Files.readString(err, StandardCharsets.UTF_8));
    } finally {
      end(process);
      Files.delete(out);
      Files.delete(err);
    }
  }

  /**
   * Starts a command that stays; whoever starts it ends it.
   *
   * @param jvmOptions which may name another class path
   */
  static Process start(List<String> jvmOptions, Path out, Path err, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-cp");
    command.add(distribution("lib") + ":" + distribution("dl4j"));
    command.addAll(jvmOptions);
    command.add("org.petrascope.server.Main");
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectOutput(out.toFile())
        .redirectError(err.toFile())
        .start();
  }

  /** Ends a process and all it started, as a power cut would. */
  static void end(Process process) throws InterruptedException {
    List<ProcessHandle> family = new ArrayList<>(process.descendants().toList());
    family.add(process.toHandle());
    family.forEach(ProcessHandle::destroyForcibly);
    process.waitFor();
  }
}
