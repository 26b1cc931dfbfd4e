package org.petrascope.server;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What is logged and how: one line an event on standard error, a failure as its chain of sentences.
 * At level debug it is followed by its stack trace.
 */
final class Logs {
  private static final Logger ROOT = Logger.getLogger("");
  private static final Logger OURS = Logger.getLogger("org.petrascope");

  /** Tells of a listener that cannot start, which we tell in a sentence of our own. */
  private static final Logger LISTENERS = Logger.getLogger("io.helidon.webserver.LoomServer");

  /**
   * Compares versions of native libraries when they are loaded; ours are pinned together on
   * purpose.
   */
  private static final Logger BINDINGS = Logger.getLogger("org.bytedeco.javacpp.Loader");

  private Logs() {}

  /** Sets up logging at a level: {@code error, warn} (when none is given), {@code info, debug}. */
  static void configure(@Nullable String level) {
    for (Handler handler : ROOT.getHandlers()) {
      ROOT.removeHandler(handler);
    }
    Level ours = level(level);
    boolean traces = ours.intValue() <= Level.FINE.intValue();
    ConsoleHandler handler = new ConsoleHandler();
    handler.setLevel(Level.ALL);
    handler.setFormatter(new Line(traces));
    ROOT.addHandler(handler);
    ROOT.setLevel(traces ? Level.INFO : Level.WARNING);
    OURS.setLevel(ours);
    LISTENERS.setLevel(traces ? Level.INFO : Level.OFF);
    System.setProperty("org.bytedeco.javacpp.logger", "slf4j");
    BINDINGS.setLevel(traces ? Level.INFO : Level.SEVERE);
  }

  /** Lets a command that keeps running tell what it does, unless something else was asked for. */
  static void tell() {
    if (Level.WARNING.equals(OURS.getLevel())) {
      OURS.setLevel(Level.INFO);
    }
  }

  private static Level level(@Nullable String name) {
    return switch (name == null ? "" : name.toLowerCase(Locale.ROOT)) {
      case "debug" -> Level.FINE;
      case "info" -> Level.INFO;
      case "error" -> Level.SEVERE;
      default -> Level.WARNING;
    };
  }

  private static final class Line extends Formatter {
    private static final DateTimeFormatter TIME =
        DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final boolean traces;

    Line(boolean traces) {
      this.traces = traces;
    }

    @Override
    public String format(LogRecord event) {
      StringBuilder line = new StringBuilder(TIME.format(event.getInstant()));
      line.append(' ').append(event.getLevel().getName()).append(' ');
      String logger = String.valueOf(event.getLoggerName());
      line.append(logger.substring(logger.lastIndexOf('.') + 1)).append(": ");
      line.append(formatMessage(event)).append('\n');
      for (Throwable e = event.getThrown(); e != null; e = e.getCause()) {
        line.append("  because ").append(Failures.sentence(e)).append('\n');
        if (traces) {
          for (StackTraceElement frame : e.getStackTrace()) {
            line.append("    at ").append(frame).append('\n');
          }
        }
      }
      return line.toString();
    }
  }
}
