package org.petrascope.server;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a command speaks: results on standard output, everything else on standard error. Used by
 * one thread at a time, except {@link #say}.
 */
final class Console {
  private final PrintStream out;
  private final PrintStream err;
  private final boolean terminal;

  Console(PrintStream out, PrintStream err, boolean terminal) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
  }

  /** A result for a machine: one JSON document on several lines. */
  void json(Object document) {
    out.println(Json.pretty(document));
    out.flush();
  }

  /** A result for a person. */
  void print(String text) {
    out.println(text);
    out.flush();
  }

  /** One line of the machine-readable stream of a command that keeps running. */
  void event(Object document) {
    out.println(new String(Json.bytes(document), StandardCharsets.UTF_8));
    out.flush();
  }

  PrintStream out() {
    return out;
  }

  PrintStream err() {
    return err;
  }

  /** A diagnostic sentence. */
  void say(String sentence) {
    err.println(sentence);
  }

  /** Progress of long work, drawn only where somebody watches. */
  Progress progress(String label) {
    return new Progress(terminal ? err : null, label, System::nanoTime);
  }
}
