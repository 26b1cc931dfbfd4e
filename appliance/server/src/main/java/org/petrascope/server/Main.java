package org.petrascope.server;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The launcher's entry: connects the command line with the process it runs in. */
public final class Main {
  private Main() {}

  /** Exit code 0: done; 1: the work failed; 2: wrong usage. */
  public static void main(String[] args) {
    Logs.configure(System.getenv("PETRASCOPE_LOG"));
    String credentials = System.getenv("CREDENTIALS_DIRECTORY");
    if (credentials != null) {
      System.setProperty(SystemdCredentials.FOLDER, credentials);
    }
    Console console =
        new Console(
            new PrintStream(System.out, true, StandardCharsets.UTF_8),
            new PrintStream(System.err, true, StandardCharsets.UTF_8),
            standardErrorIsTerminal());
    System.exit(run(console, args));
  }

  private static int run(Console console, String[] args) {
    try {
      return CommandLines.run(console, args);
    } catch (Throwable e) { // the last boundary: no stack trace meets a person
      console.say("petrascope: " + Failures.sentence(e));
      return ServerCommand.FAILED;
    }
  }

  /** A line that a process of ours wrote on its standard error. */
  static void diagnostic(String line) {
    System.err.println(line);
  }

  private static boolean standardErrorIsTerminal() {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException e) {
      return false;
    }
  }
}
