package org.petrascope.scan;

import org.petrascope.camera.PixelFormat;
import org.petrascope.spectral.CubeShape;

/** All the line blocks a scan ever uses, made before its first line. May be used by any thread. */
final class BlockPool {
  /** Bytes of DN in a block: small enough for caches, large enough for one write. */
  private static final long BLOCK_BYTES = 4L << 20;

  /** Seconds of lines in a block at most, so that slow scans are seen growing. */
  private static final double BLOCK_SECONDS = 0.25;

  private final HandOff<LineBlock> free;
  private final int blockLines;
  private final int count;

  /**
   * @param line one line of the scan
   */
  BlockPool(CubeShape line, PixelFormat format, double lineRateHz, int count) {
    this.count = count;
    this.blockLines = blockLines(line, lineRateHz);
    this.free = new HandOff<>(count);
    for (int i = 0; i < count; i++) {
      free.offer(new LineBlock(line.withLines(blockLines), format));
    }
  }

  static int blockLines(CubeShape line, double lineRateHz) {
    double byBytes = (double) BLOCK_BYTES / (line.lineValues() * Short.BYTES);
    return (int) Math.max(1, Math.min(byBytes, lineRateHz * BLOCK_SECONDS));
  }

  int blockLines() {
    return blockLines;
  }

  int count() {
    return count;
  }

  /** Waits until a block is free. */
  LineBlock take() throws InterruptedException {
    return free.take().orElseThrow();
  }

  void giveBack(LineBlock block) {
    if (!free.offer(block)) {
      throw new IllegalStateException("a block was given back twice");
    }
  }
}
