package org.petrascope.scan;

import org.petrascope.camera.Frame;

/**
 * Lines a second as the camera's time stamps have them, which is what the core moves by: a camera
 * rounds the rate that is set to its own clock, and an encoder's ticks follow the stage. For one
 * thread.
 */
final class MeasuredRate {
  /** Lines that are measured together; at most twice as many count. */
  private static final int WINDOW = 512;

  /** Fewer lines tell nothing yet: the rate that is set counts. */
  private static final int LINES_MIN = 16;

  /** How far the rate may be off the one that is set; what is further off is a pause. */
  private static final double OFF_MAX = 0.05;

  /** An encoder may be slower by any factor, but one that stands has no rate. */
  private static final long STANDS_NS = 1_000_000_000;

  private final double setHz;
  private final boolean triggered;
  private long lastId;
  private long lastNs;
  private long lines;
  private long ns;
  private long linesBefore;
  private long nsBefore;

  /**
   * @param triggered whether an encoder starts the lines, at most at the rate that is set
   */
  MeasuredRate(double setHz, boolean triggered) {
    this.setHz = setHz;
    this.triggered = triggered;
  }

  /** Another stream begins, which counts its frames anew. */
  void streamBegins() {
    lastId = 0;
  }

  /** The next whole frame of the stream. */
  void frame(Frame frame) {
    long passed = frame.id() - lastId + frame.ticksMissed();
    long passedNs = frame.timestampNs() - lastNs;
    if (lastId > 0 && isSteady(passed, passedNs)) {
      if (lines >= WINDOW) {
        linesBefore = lines;
        nsBefore = ns;
        lines = 0;
        ns = 0;
      }
      lines += passed;
      ns += passedNs;
    }
    lastId = frame.id();
    lastNs = frame.timestampNs();
  }

  private boolean isSteady(long passed, long passedNs) {
    double periods = passedNs / 1e9 * setHz / passed;
    return periods > 1 - OFF_MAX && (triggered ? passedNs < STANDS_NS : periods < 1 + OFF_MAX);
  }

  /** Lines a second: measured, or those that are set while too few lines came. */
  double hz() {
    return lines + linesBefore < LINES_MIN ? setHz : 1e9 * (lines + linesBefore) / (ns + nsBefore);
  }
}
