package org.petrascope.learning;

/** One progress for many threads: each has a part of the work, and all stop when one is to stop. */
final class SharedProgress {
  private final Progress whole;
  private final double[] done;
  private double sum;
  private volatile boolean stopped;

  SharedProgress(Progress whole, int parts) {
    this.whole = whole;
    this.done = new double[parts];
  }

  /** The progress of one part under a name. */
  Progress part(int part, String name) {
    return (share, doing) -> at(part, share, doing.isEmpty() ? name : name + ": " + doing);
  }

  /** Makes every part stop when it next tells how far it is. */
  void stop() {
    stopped = true;
  }

  private synchronized boolean at(int part, double share, String doing) {
    double forward = Math.max(done[part], Math.min(1, share));
    sum += forward - done[part];
    done[part] = forward;
    stopped = stopped || !whole.at(Math.min(1, sum / done.length), doing);
    return !stopped;
  }
}
