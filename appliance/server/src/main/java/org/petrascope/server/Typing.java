package org.petrascope.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where answers are typed, one a line. For one thread. */
interface Typing {
  /** The next answer; empty when there will be none. */
  Optional<String> line();

  /** Asks, and gives an answer that nobody can read over a shoulder. */
  Optional<String> secret(String question, Console console);

  /** At the terminal of this process, else what comes to its standard input. */
  static Typing here() {
    return Optional.ofNullable(System.console())
        .filter(java.io.Console::isTerminal)
        .<Typing>map(AtTerminal::new)
        .orElseGet(Typing::lines);
  }

  private static Typing lines() {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    return new Lines(in, shows());
  }

  /** Whether somebody types at a terminal that we cannot keep from showing it. */
  private static boolean shows() {
    try {
      String input = Files.readSymbolicLink(Path.of("/proc/self/fd/0")).toString();
      return input.startsWith("/dev/pts/") || input.startsWith("/dev/tty");
    } catch (IOException e) {
      return false;
    }
  }

  /** A person's keyboard, which shows a secret nowhere. */
  record AtTerminal(java.io.Console terminal) implements Typing {
    @Override
    public Optional<String> line() {
      return Optional.ofNullable(terminal.readLine());
    }

    @Override
    public Optional<String> secret(String question, Console console) {
      char[] typed = terminal.readPassword("%s%n", question); // asks when it hides already
      return Optional.ofNullable(typed).map(String::new);
    }
  }

  /**
   * Lines that a program writes.
   *
   * @param shown whether they are shown all the same, so that no secret may be asked for
   */
  record Lines(BufferedReader in, boolean shown) implements Typing {
    @Override
    public Optional<String> line() {
      try {
        return Optional.ofNullable(in.readLine());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Optional<String> secret(String question, Console console) {
      if (shown) {
        throw new ServerException(
            ServerException.Kind.UNUSABLE,
            "the password would be shown while it is typed: leave the output of petrascope provision on the terminal, or give a file with --answers");
      }
      console.say(question);
      return line();
    }
  }
}
