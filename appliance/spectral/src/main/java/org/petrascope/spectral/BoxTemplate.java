package org.petrascope.spectral;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Where the rows of core lie in a box, in the order of depth. Lines run along the rows; every row
 * holds an equal share of the box's depth, and its first line is its shallowest.
 */
public record BoxTemplate(List<SampleRange> rows) {
  public BoxTemplate {
    rows = List.copyOf(rows);
    if (rows.isEmpty()) {
      throw new SpectralException(
          "a box template without rows holds no core: give one row or more");
    }
    List<SampleRange> acrossBox =
        rows.stream().sorted((a, b) -> Integer.compare(a.from(), b.from())).toList();
    for (int i = 1; i < acrossBox.size(); i++) {
      if (acrossBox.get(i).from() < acrossBox.get(i - 1).to()) {
        throw new SpectralException(
            "rows %s and %s of the box template overlap: give each sample to one row"
                .formatted(acrossBox.get(i - 1), acrossBox.get(i)));
      }
    }
  }

  /** One row as wide as the line. */
  public static BoxTemplate whole(int samples) {
    return new BoxTemplate(List.of(new SampleRange(0, samples)));
  }

  /** Rows of equal width side by side, the first the shallowest. */
  public static BoxTemplate equalRows(int rows, int samples) {
    return new BoxTemplate(
        IntStream.range(0, rows)
            .mapToObj(r -> new SampleRange(r * samples / rows, (r + 1) * samples / rows))
            .toList());
  }

  /** The row a sample lies in, counted by depth; -1 beside the core. */
  public int rowOf(int sample) {
    for (int row = 0; row < rows.size(); row++) {
      if (rows.get(row).contains(sample)) {
        return row;
      }
    }
    return -1;
  }

  /** One past the last sample of any row. */
  public int samplesMin() {
    return rows.stream().mapToInt(SampleRange::to).max().orElseThrow();
  }

  /** Depth in metres of the middle of a line in a row, of a box scanned in so many lines. */
  public double depthM(int row, int line, int lines, DepthInterval box) {
    return box.fromM() + box.lengthM() * (row + (line + 0.5) / lines) / rows.size();
  }
}
