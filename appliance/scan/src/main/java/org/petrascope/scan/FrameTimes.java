package org.petrascope.scan;

/**
 * When the frames of one stream were taken, on this machine's clock. A frame is on its way now
 * longer, now shorter: the camera's clock plus the smallest difference of the latest frames is free
 * of that. Where the camera's clock stands still, the time of arrival counts. For one thread.
 */
final class FrameTimes {
  /** Frames whose differences are compared: few enough that the two clocks do not part. */
  private static final int WINDOW = 256;

  /** A clock that was set or began anew is further off; a frame is on its way for less. */
  private static final long SAME_CLOCK_NS = 1_000_000_000;

  /** A frame that is earlier by less, or a run of none that is, betters nothing. */
  private static final long BETTER_NS = 1_000_000;

  private static final int SETTLED_FRAMES = 8;

  private long least = Long.MAX_VALUE;
  private long leastOfWindowBefore = Long.MAX_VALUE;
  private int inWindow;
  private long leastThatBettered = Long.MAX_VALUE;
  private int sinceBettered;
  private boolean stands;
  private boolean any;
  private long cameraNs;
  private long arrivedNs;

  /** A frame came; times in ns of the camera's and of this machine's clock. */
  void add(long takenByCameraNs, long arrivedHereNs) {
    stands = any && takenByCameraNs <= cameraNs;
    any = true;
    cameraNs = takenByCameraNs;
    arrivedNs = arrivedHereNs;
    if (inWindow == WINDOW) {
      leastOfWindowBefore = least;
      least = Long.MAX_VALUE;
      inWindow = 0;
    }
    inWindow++;
    long difference = arrivedHereNs - takenByCameraNs;
    least = Math.min(least, difference);
    sinceBettered++;
    if (difference < leastThatBettered - BETTER_NS) {
      leastThatBettered = difference;
      sinceBettered = 0;
    }
  }

  boolean any() {
    return any;
  }

  /** Whether the latest frames were no less on their way than one before them. */
  boolean settled() {
    return sinceBettered >= SETTLED_FRAMES - 1;
  }

  /** The camera's time of the latest frame. */
  long latestCameraNs() {
    return cameraNs;
  }

  /**
   * Whether the frames of a later stream have their times from the same clock, which went on in
   * between: then it alone tells how long that was, however late frames arrived.
   */
  boolean goesOnIn(FrameTimes later) {
    return any
        && later.any
        && !stands
        && !later.stands
        && Math.abs(later.offsetNs() - offsetNs()) < SAME_CLOCK_NS;
  }

  private long offsetNs() {
    return Math.min(least, leastOfWindowBefore);
  }

  /** When the latest frame was taken. */
  long latestNs() {
    return takenNs(cameraNs, arrivedNs);
  }

  /** When one of the latest frames was taken. */
  long takenNs(long takenByCameraNs, long arrivedHereNs) {
    return stands ? arrivedHereNs : takenByCameraNs + offsetNs();
  }
}
