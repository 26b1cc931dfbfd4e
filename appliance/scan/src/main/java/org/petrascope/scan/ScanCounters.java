package org.petrascope.scan;

import java.util.concurrent.atomic.AtomicInteger;

/** How far the stages of a scan are, in lines. May be used by any thread. */
final class ScanCounters {
  private final AtomicInteger received = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();
  private final AtomicInteger recorded = new AtomicInteger();
  private final AtomicInteger mapped = new AtomicInteger();
  private final Losses losses = new Losses();
  private final StepClock capture = new StepClock();
  private final StepClock mapping = new StepClock();

  void received(int lines) {
    received.addAndGet(lines);
  }

  void lost(int lines) {
    lost.addAndGet(lines);
  }

  void recorded(int lines) {
    recorded.addAndGet(lines);
  }

  void mapped(int lines) {
    mapped.addAndGet(lines);
  }

  /** Lost lines that were taken again; all lines are mapped anew. */
  void healed(int lines) {
    lost.addAndGet(-lines);
    received.addAndGet(lines);
    mapped.set(0);
    losses.healed(lines);
  }

  int received() {
    return received.get();
  }

  int lost() {
    return lost.get();
  }

  /** A step takes the next frame, or tries to get the camera back. */
  StepClock capture() {
    return capture;
  }

  /** A step tells the minerals of a block and stores them. */
  StepClock mapping() {
    return mapping;
  }

  /** Why they were lost. */
  Losses losses() {
    return losses;
  }

  /** Lines in the raw file, the lost ones included. */
  int recorded() {
    return recorded.get();
  }

  int mapped() {
    return mapped.get();
  }

  /** Lines that came and are not mapped yet. */
  int lag() {
    return Math.max(0, received() + lost() - mapped());
  }
}
