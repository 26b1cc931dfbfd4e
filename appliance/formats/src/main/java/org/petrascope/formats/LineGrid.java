package org.petrascope.formats;

/**
 * Which lines of a long scan a picture shows: every one while they fit, else every second, third
 * and so on.
 *
 * @param lines lines of the scan
 * @param step lines of the scan from one line of the picture to the next
 */
record LineGrid(int lines, int step) {
  /** Lines of the tallest picture. */
  private static final int LINES_MAX = 4096;

  static LineGrid of(int lines) {
    return new LineGrid(lines, Math.max(1, Math.ceilDiv(lines, LINES_MAX)));
  }

  /** Lines of the picture. */
  int height() {
    return Math.max(1, Math.ceilDiv(lines, step));
  }

  boolean shows(int line) {
    return line >= 0 && line < lines && line % step == 0;
  }

  int row(int line) {
    return line / step;
  }
}
