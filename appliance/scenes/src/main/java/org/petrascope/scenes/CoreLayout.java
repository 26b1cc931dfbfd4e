package org.petrascope.scenes;

import java.util.List;

/**
 * Where the rows of core lie across the samples, in the order of depth. Every row runs along all
 * lines, its shallow end at line 0, and the next row goes on where it ends.
 */
public record CoreLayout(List<SampleRange> rows) {
  public CoreLayout {
    rows = List.copyOf(rows);
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("a layout needs at least one row");
    }
  }

  /** One row across all samples. */
  public static CoreLayout wholeWidth(int samples) {
    return new CoreLayout(List.of(new SampleRange(0, samples)));
  }
}
