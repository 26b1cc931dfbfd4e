package org.petrascope.scan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Successive lines that are to be taken again, with good lines on both sides to know them by.
 *
 * @param from the first line
 * @param to the line after the last
 * @param lost lines of it that are not good
 */
record Stretch(int from, int to, int lost) {
  int lines() {
    return to - from;
  }

  /** Those of these lines of the scan that lie in the stretch. */
  BitSet within(BitSet all) {
    BitSet within = new BitSet();
    within.set(from, to);
    within.and(all);
    return within;
  }

  /**
   * The stretches that hold all these lines; those that overlap are one.
   *
   * @param margin whole lines on both sides, where the scan has them
   * @param end lines of the scan
   */
  static List<Stretch> of(BitSet lost, int margin, int end) {
    List<Stretch> stretches = new ArrayList<>();
    for (int first = lost.nextSetBit(0); first >= 0; ) {
      int last = lost.nextClearBit(first) - 1;
      for (int next = lost.nextSetBit(last + 1);
          next >= 0 && next - last <= 2 * margin;
          next = lost.nextSetBit(last + 1)) {
        last = lost.nextClearBit(next) - 1;
      }
      int from = Math.max(0, first - margin);
      int to = Math.min(end, last + 1 + margin);
      stretches.add(new Stretch(from, to, lost.get(from, to).cardinality()));
      first = lost.nextSetBit(last + 1);
    }
    return stretches;
  }
}
