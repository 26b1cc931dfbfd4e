package org.petrascope.scan;

import java.util.Arrays;
import org.petrascope.spectral.CubeShape;

/**
 * The mineral map of a scan while it grows: a class index a pixel, as in {@code minerals.hdr}. May
 * be used by any thread.
 */
public final class LiveMap {
  private final int samples;
  private final byte[] classes;
  private int lines;

  LiveMap(CubeShape shape) {
    this.samples = shape.samples();
    this.classes = new byte[Math.toIntExact(shape.pixels())];
  }

  synchronized void accept(MappedLines block) {
    byte[] best = block.mapped().bestClasses();
    System.arraycopy(best, 0, classes, block.firstLine() * samples, best.length);
    lines = block.firstLine() + block.lines();
  }

  public int samples() {
    return samples;
  }

  /** Lines mapped so far. */
  public synchronized int lines() {
    return lines;
  }

  /**
   * Every so many-th line and sample of the lines from {@code from} up to {@code to}, as far as
   * they are mapped, [line][sample].
   */
  public synchronized byte[] classes(int from, int to, int step) {
    int end = Math.min(to, lines);
    int width = Math.ceilDiv(samples, step);
    int height = Math.max(0, Math.ceilDiv(end - from, step));
    byte[] out = new byte[height * width];
    for (int row = 0; row < height; row++) {
      int line = (from + row * step) * samples;
      for (int column = 0; column < width; column++) {
        out[row * width + column] = classes[line + column * step];
      }
    }
    return out;
  }

  /** A copy of the whole map so far. */
  synchronized byte[] all() {
    return Arrays.copyOf(classes, lines * samples);
  }
}
