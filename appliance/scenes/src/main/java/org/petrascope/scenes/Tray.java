package org.petrascope.scenes;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.petrascope.spectral.BoxTemplate;
import org.petrascope.spectral.SampleRange;

/**
 * The box itself: outer walls, dividers between four channels, wooden depth markers and where core
 * is missing. Immutable.
 */
final class Tray {
  static final int ROWS = 4;

  private static final double WALL_SHARE = 0.017;
  private static final double END_SHARE = 0.013;
  private static final double MARKER_SHARE = 0.04;
  private static final double LOSS_SHARE = 0.05;
  private static final int MARKERS = 4;

  /** Something that lies in a row instead of core, from line to line. */
  private record Gap(int row, int fromLine, int toLine) {
    boolean covers(int atRow, int line) {
      return row == atRow && line >= fromLine && line < toLine;
    }
  }

  private final int lines;
  private final int end;
  private final List<SampleRange> rows = new ArrayList<>();
  private final List<Gap> markers = new ArrayList<>();
  private final Gap loss;

  Tray(int lines, int samples, SplittableRandom random) {
    this.lines = lines;
    end = Math.max(1, (int) Math.round(lines * END_SHARE));
    int wall = Math.max(1, (int) Math.round(samples * WALL_SHARE));
    double pitch = (double) (samples - wall) / ROWS;
    for (int row = 0; row < ROWS; row++) {
      int from = (int) Math.round(row * pitch) + wall;
      rows.add(new SampleRange(from, (int) Math.round((row + 1) * pitch)));
    }
    int length = Math.max(1, (int) Math.round(lines * MARKER_SHARE));
    for (int marker = 0; marker < MARKERS - 1; marker++) {
      markers.add(gap(random.nextInt(ROWS), length, random));
    }
    markers.add(new Gap(ROWS - 1, lines - end - length, lines - end));
    loss = gap(random.nextInt(ROWS), Math.max(1, (int) Math.round(lines * LOSS_SHARE)), random);
  }

  private Gap gap(int row, int length, SplittableRandom random) {
    int room = Math.max(1, lines - 2 * (end + length));
    int from = end + length / 2 + random.nextInt(room);
    return new Gap(row, from, from + length);
  }

  BoxTemplate layout() {
    return new BoxTemplate(rows);
  }

  /** The row that a sample lies in, or -1 on walls and dividers. */
  int rowAt(int line, int sample) {
    if (line < end || line >= lines - end) {
      return -1;
    }
    for (int row = 0; row < ROWS; row++) {
      if (rows.get(row).contains(sample)) {
        return row;
      }
    }
    return -1;
  }

  /** Place across a row: -1 at its first edge, 1 at its last. */
  double across(int row, int sample) {
    SampleRange range = rows.get(row);
    return (2 * (sample + 0.5 - range.from())) / (range.to() - range.from()) - 1;
  }

  boolean marker(int row, int line) {
    for (Gap marker : markers) {
      if (marker.covers(row, line)) {
        return true;
      }
    }
    return false;
  }

  boolean lost(int row, int line) {
    return loss.covers(row, line);
  }
}
