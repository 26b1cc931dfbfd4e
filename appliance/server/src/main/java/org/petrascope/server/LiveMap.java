package org.petrascope.server;

import java.util.Arrays;

/**
 * The mineral map of a scan while it grows: one class a pixel, line by line. Blocks may come in any
 * order; a line that has not come yet is class 0. May be used by any thread.
 */
final class LiveMap {
  private final int samples;
  private byte[] classes;
  private int lines;

  LiveMap(int samples, int linesExpected) {
    this.samples = samples;
    this.classes = new byte[Math.multiplyExact(samples, linesExpected)];
  }

  /** Puts a block of lines in its place. */
  synchronized void put(int firstLine, byte[] block) {
    int from = Math.multiplyExact(firstLine, samples);
    if (from + block.length > classes.length) {
      classes = Arrays.copyOf(classes, from + block.length);
    }
    System.arraycopy(block, 0, classes, from, block.length);
    lines = Math.max(lines, (from + block.length) / samples);
  }

  /** The lines that have come so far. */
  synchronized MapPart part(int fromLine, int lineCount, int step) {
    int to = (int) Math.min(lines, (long) fromLine + lineCount);
    return MapPart.thinned(classes, samples, fromLine, Math.max(fromLine, to), step);
  }
}
