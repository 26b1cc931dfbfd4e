package org.petrascope.scan;

import java.util.ArrayList;
import java.util.List;
import org.petrascope.camera.BandTable;
import org.petrascope.simulator.Scene;
import org.petrascope.spectral.RawCube;

/**
 * Core that moves on at the line rate, whether a camera looks or not. Every line that is shown has
 * a number written on it; when the cameras showed their lines tells which place on the core the
 * number stands for. Shown by the stream threads of one camera after the other; read by a test.
 */
class ConveyorScene implements Scene {
  static final int SAMPLES = 32;
  private static final int LINES = 1 << 12;

  /** A busy machine renders late, but some of so many lines when it was due. */
  private static final int PUNCTUAL_OF = 100;

  private final BandTable bands;
  private final double periodNs;

  /** When the lines of each acquisition since the last rewinding were shown. */
  private final List<List<Shown>> shown = new ArrayList<>();

  private record Shown(int line, long ns) {}

  /** The line that was shown last; lines rise within an acquisition. */
  private int last = LINES;

  ConveyorScene(BandTable bands, double rateHz) {
    this.bands = bands;
    this.periodNs = 1e9 / rateHz;
  }

  /** Lets the next acquisition begin with place 0. */
  synchronized void rewind() {
    shown.clear();
  }

  /** When this line of the first acquisition was shown. */
  synchronized long shownNs(int line) {
    return shown.getFirst().get(line).ns();
  }

  /** When the latest acquisition began. */
  synchronized long begunNs() {
    return shown.getLast().getFirst().ns();
  }

  /** How many of the first places were shown to a camera that was on. */
  synchronized int shown(int places) {
    int count = 0;
    for (int i = 0; i < shown.size(); i++) {
      int start = start(i);
      count += (int) shown.get(i).stream().filter(one -> start + one.line() < places).count();
    }
    return count;
  }

  @Override
  public int lines() {
    return LINES;
  }

  @Override
  public int samples() {
    return SAMPLES;
  }

  @Override
  public BandTable bands() {
    return bands;
  }

  @Override
  public void reflectance(int line, float[] bil) {
    WrittenNumber.write(number(line), SAMPLES, bil);
  }

  private synchronized int number(int line) {
    if (line <= last) {
      shown.add(new ArrayList<>());
    } else if (shown.isEmpty()) {
      return 0; // Of an acquisition from before the rewinding, which nobody looks at.
    }
    last = line;
    shown.getLast().add(new Shown(line, System.nanoTime()));
    return (shown.size() - 1) * LINES + line;
  }

  /** The place on the core that a recorded line shows. */
  synchronized int place(RawCube raw, int line, int band) {
    int number = WrittenNumber.read(raw, line, band);
    return start(number / LINES) + number % LINES;
  }

  /** The place that an acquisition began with: its lines and those before are due periodically. */
  private int start(int acquisition) {
    int start = 0;
    for (int i = 1; i <= acquisition; i++) {
      List<Shown> before = shown.get(i - 1);
      List<Shown> after = shown.get(i);
      double firstDueNs =
          leastNs(before.subList(Math.max(0, before.size() - PUNCTUAL_OF), before.size()));
      double nextDueNs = leastNs(after.subList(0, Math.min(PUNCTUAL_OF, after.size())));
      start += (int) Math.round((nextDueNs - firstDueNs) / periodNs);
    }
    return start;
  }

  /** When line 0 would have been due, by the most punctual of these lines. */
  private double leastNs(List<Shown> lines) {
    double least = Double.POSITIVE_INFINITY;
    for (Shown one : lines) {
      least = Math.min(least, one.ns() - one.line() * periodNs);
    }
    return least;
  }
}
