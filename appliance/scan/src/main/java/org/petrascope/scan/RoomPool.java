package org.petrascope.scan;

import org.petrascope.spectral.Calibration;

/**
 * The rooms that all blocks of a scan are calibrated into, made once. Blocks whose lines are
 * neighbours of later ones stay in use longer than their turn: they get memory of their own. May be
 * used by any thread.
 */
final class RoomPool {
  private final Calibration calibration;
  private final int lines;
  private final HandOff<Calibration.Room> free;
  private final boolean pooled;

  /**
   * @param lines of a block at most
   * @param count of blocks that are between calibration and products at most
   * @param pooled whether a block's memory is free when its products are made
   */
  RoomPool(Calibration calibration, int lines, int count, boolean pooled) {
    this.calibration = calibration;
    this.lines = lines;
    this.pooled = pooled;
    this.free = new HandOff<>(count);
    for (int i = 0; i < count && pooled; i++) {
      free.offer(calibration.room(lines));
    }
  }

  /** Waits until a room is free. */
  Calibration.Room take() throws InterruptedException {
    return pooled ? free.take().orElseThrow() : calibration.room(lines);
  }

  void giveBack(Calibration.Room room) {
    if (pooled && !free.offer(room)) {
      throw new IllegalStateException("a room was given back twice");
    }
  }
}
