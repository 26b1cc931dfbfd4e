package org.petrascope.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.petrascope.camera.BandTable;
import org.petrascope.simulator.Scene;
import org.petrascope.simulator.SentCounts;
import org.petrascope.spectral.RawCube;

/**
 * Core that moves on at the line rate, whether a camera looks or not. Every line that is shown has
 * a number written on it; when the cameras exposed their lines tells which place on the core the
 * number stands for. Shown by the stream threads of one camera after the other; read by a test.
 */
class ConveyorScene implements Scene {
  static final int SAMPLES = 32;
  private static final int LINES = 1 << 12;

  private final BandTable bands;
  private final double periodNs;

  /** When the lines of each acquisition since the last rewinding were exposed. */
  private final List<List<Shown>> shown = new ArrayList<>();

  private record Shown(int line, long ns) {}

  /** The line that was shown last; lines rise within an acquisition. */
  private int last = LINES;

  /** When the line that is shown next was exposed. */
  private long exposedNs;

  ConveyorScene(BandTable bands, double rateHz) {
    this.bands = bands;
    this.periodNs = 1e9 / rateHz;
  }

  /** Lets the next acquisition begin with place 0. */
  synchronized void rewind() {
    shown.clear();
  }

  /** The camera exposes its next line at this time, however late it shows it. */
  synchronized long exposed(SentCounts sent, long ns) {
    exposedNs = ns;
    return sent.frames() + sent.triggersMissed();
  }

  /** When this line of the first acquisition was exposed. */
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
    shown.getLast().add(new Shown(line, exposedNs));
    return (shown.size() - 1) * LINES + line;
  }

  /**
   * The place on the core that each recorded line shows, -1 where it was lost: a camera counts on,
   * and the next one saw as many places later as its first recorded line was exposed later.
   */
  synchronized int[] places(RawCube raw, BitSet lost, int band) {
    int[] places = new int[raw.shape().lines()];
    Arrays.fill(places, -1);
    int before = -1;
    int place = 0;
    for (int line = lost.nextClearBit(0);
        line < places.length;
        line = lost.nextClearBit(line + 1)) {
      int number = WrittenNumber.read(raw, line, band);
      place = before < 0 ? number : place + passed(before, number);
      places[line] = place;
      before = number;
    }
    return places;
  }

  /** Places from one number to a later one. */
  private int passed(int from, int to) {
    return from / LINES == to / LINES
        ? to - from
        : (int) Math.round((exposedNs(to) - exposedNs(from)) / periodNs);
  }

  private long exposedNs(int number) {
    return shown.get(number / LINES).stream()
        .filter(one -> one.line() == number % LINES)
        .findFirst()
        .orElseThrow()
        .ns();
  }

  /** The place that an acquisition began with. */
  private int start(int acquisition) {
    int start = 0;
    for (int i = 1; i <= acquisition; i++) {
      long firstNs = zeroNs(shown.get(i - 1).getFirst());
      start += (int) Math.round((zeroNs(shown.get(i).getFirst()) - firstNs) / periodNs);
    }
    return start;
  }

  /** When line 0 of the acquisition of this line was exposed, or would have been. */
  private long zeroNs(Shown one) {
    return one.ns() - Math.round(one.line() * periodNs);
  }
}
