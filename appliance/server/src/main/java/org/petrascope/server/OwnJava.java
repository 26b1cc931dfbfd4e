package org.petrascope.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of this program, for a process of its own. */
final class OwnJava {
  private OwnJava() {}

  /** Java with these options and our main class; what it shall do follows. */
  static List<String> command(String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    return command;
  }
}
