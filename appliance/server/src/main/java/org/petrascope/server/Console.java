package org.petrascope.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.PrintStream;
import java.util.concurrent.Callable;

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

  /** Prints the result: as one JSON document, or as the text that a person reads. */
  void result(boolean json, Object document, Callable<String> text) throws Exception {
    out.println(json ? json(document) : text.call());
    out.flush();
  }

  private static String json(Object document) throws JsonProcessingException {
    return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document);
  }

  /** One line of the machine-readable stream of a command that keeps running. */
  void event(Object document) {
    out.println(new String(Json.bytes(document), java.nio.charset.StandardCharsets.UTF_8));
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
  Progress progress(String label, long total) {
    return new Progress(terminal ? err : null, label, total, System::nanoTime);
  }
}
