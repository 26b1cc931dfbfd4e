package org.petrascope.scan;

/**
 * When the frames of one stream were taken, on this machine's clock. A frame is on its way now
 * longer, now shorter: the camera's clock plus the smallest difference of the latest frames is free
 * of that. Where the camera's clock stands still, the time of arrival counts. For one thread.
 */
final class FrameTimes {
  /** Frames whose differences are compared: few enough that the two clocks do not part. */
  private static final int WINDOW = 256;

  private long least = Long.MAX_VALUE;
  private long leastOfWindowBefore = Long.MAX_VALUE;
  private int inWindow;
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
    least = Math.min(least, arrivedHereNs - takenByCameraNs);
  }

  boolean any() {
    return any;
  }

  /** The camera's time of the latest frame. */
  long latestCameraNs() {
    return cameraNs;
  }

  /** When the latest frame was taken. */
  long latestNs() {
    return takenNs(cameraNs, arrivedNs);
  }

  /** When one of the latest frames was taken. */
  long takenNs(long takenByCameraNs, long arrivedHereNs) {
    return stands ? arrivedHereNs : takenByCameraNs + Math.min(least, leastOfWindowBefore);
  }
}
