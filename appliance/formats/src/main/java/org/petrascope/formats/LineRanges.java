package org.petrascope.formats;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Lines of a scan in words: ranges with both ends, such as {@code 51-54}, and single lines. */
public final class LineRanges {
  private LineRanges() {}

  public static List<String> of(BitSet lines) {
    List<String> ranges = new ArrayList<>();
    for (int from = lines.nextSetBit(0); from >= 0; ) {
      int to = lines.nextClearBit(from);
      ranges.add(to == from + 1 ? String.valueOf(from) : from + "-" + (to - 1));
      from = lines.nextSetBit(to);
    }
    return ranges;
  }
}
