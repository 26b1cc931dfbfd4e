package org.petrascope.server;

/**
 * Every step-th line and sample of some lines of a mineral map, one unsigned byte a pixel. The
 * array is the part's own: to be read only.
 */
final class MapPart {
  private final int firstLine;
  private final int lines;
  private final int samples;
  private final int step;
  private final byte[] classes;

  private MapPart(int firstLine, int lines, int samples, int step) {
    this.firstLine = firstLine;
    this.lines = lines;
    this.samples = samples;
    this.step = step;
    this.classes = new byte[lines * samples];
  }

  /** Lines {@code [fromLine, toLine)} of classes, which are [line][sample] from line 0 on. */
  static MapPart thinned(byte[] classes, int samples, int fromLine, int toLine, int step) {
    MapPart part = sized(samples, fromLine, toLine, step);
    for (int line = 0; line < part.lines; line++) {
      part.put(line, classes, (fromLine + line * step) * samples);
    }
    return part;
  }

  /** An empty part, whose lines are then put one by one. */
  static MapPart sized(int samples, int fromLine, int toLine, int step) {
    return new MapPart(fromLine, ceil(toLine - fromLine, step), ceil(samples, step), step);
  }

  private static int ceil(int count, int step) {
    return (count + step - 1) / step;
  }

  /** Takes every step-th sample of a line that begins at this offset. */
  void put(int line, byte[] from, int offset) {
    for (int sample = 0; sample < samples; sample++) {
      classes[line * samples + sample] = from[offset + sample * step];
    }
  }

  int firstLine() {
    return firstLine;
  }

  int lines() {
    return lines;
  }

  int samples() {
    return samples;
  }

  int step() {
    return step;
  }

  byte[] classes() {
    return classes;
  }
}
