package org.petrascope.learning;

import java.util.stream.IntStream;

/** Shares rows that do not depend on each other among all cores. */
final class RowParts {
  private RowParts() {}

  /** Work on the rows from one up to, but not with, another. */
  @FunctionalInterface
  interface Work {
    void rows(int from, int to);
  }

  /** Does it for all rows, so many at a time, and returns when all is done. */
  static void inParallel(int count, int rowsOfAPart, Work work) {
    IntStream.range(0, Math.ceilDiv(count, rowsOfAPart))
        .parallel()
        .forEach(
            part -> {
              int from = part * rowsOfAPart;
              work.rows(from, Math.min(count, from + rowsOfAPart));
            });
  }
}
