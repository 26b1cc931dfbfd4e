package org.petrascope.server;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One line on a terminal that tells how far long work is and how long it will still take; silent
 * where there is no terminal. Used by one thread.
 */
final class Progress implements AutoCloseable {
  private static final long REDRAW_NS = 200_000_000L;

  private final @Nullable PrintStream terminal;
  private final String label;
  private final LongSupplier nanos;
  private final long startedNs;
  private long drawnNs;
  private boolean drawn;

  Progress(@Nullable PrintStream terminal, String label, LongSupplier nanos) {
    this.terminal = terminal;
    this.label = label;
    this.nanos = nanos;
    this.startedNs = nanos.getAsLong();
    this.drawnNs = startedNs;
  }

  /** Tells how much of the total is done; a total of 0 is not known. */
  void at(long done, long total) {
    long now = nanos.getAsLong();
    if (terminal == null || now - drawnNs < REDRAW_NS) {
      return;
    }
    draw(line(done, total, now), now);
  }

  /** Tells the share that is done, from 0 to 1, and what is being done. */
  void share(double done, String doing) {
    long now = nanos.getAsLong();
    if (terminal == null || now - drawnNs < REDRAW_NS) {
      return;
    }
    String left = done > 0 ? timeLeft((now - startedNs) / 1e9 * (1 - done) / done) : "";
    draw(String.format(Locale.ROOT, "%s: %3.0f %%%s, %s", label, 100 * done, left, doing), now);
  }

  private void draw(String line, long now) {
    if (terminal != null) {
      drawnNs = now;
      drawn = true;
      terminal.print("\r\u001b[K" + line);
      terminal.flush();
    }
  }

  private String line(long done, long total, long now) {
    if (total <= 0) {
      return "%s: %d".formatted(label, done);
    }
    double seconds = (now - startedNs) / 1e9;
    String left = done > 0 ? timeLeft(seconds * (total - done) / done) : "";
    return String.format(
        Locale.ROOT, "%s: %3.0f %% (%d of %d)%s", label, 100.0 * done / total, done, total, left);
  }

  private static String timeLeft(double seconds) {
    long whole = Math.round(seconds);
    return whole < 60
        ? ", %d s left".formatted(whole)
        : ", %d min %02d s left".formatted(whole / 60, whole % 60);
  }

  /** Wipes the line. */
  @Override
  public void close() {
    if (terminal != null && drawn) {
      terminal.print("\r\u001b[K");
      terminal.flush();
    }
  }
}
