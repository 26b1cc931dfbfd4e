package org.petrascope.learning;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Asks for answers in batches, and only about rows whose every value is a number. */
public final class WholeRows {
  private WholeRows() {}

  /**
   * Answers to all rows; one with a value that is no number gets NaN throughout.
   *
   * @param columns of an answer
   * @param batch rows that are asked about at once
   * @param question a table with as many rows as it is given
   */
  public static Rows answered(Rows rows, int columns, int batch, UnaryOperator<Rows> question) {
    float[] answers = new float[Math.multiplyExact(rows.count(), columns)];
    Arrays.fill(answers, Float.NaN);
    int[] whole = IntStream.range(0, rows.count()).filter(row -> isWhole(rows, row)).toArray();
    for (int from = 0; from < whole.length; from += batch) {
      int[] asked = Arrays.copyOfRange(whole, from, Math.min(from + batch, whole.length));
      float[] part = question.apply(rows.select(asked)).values();
      for (int i = 0; i < asked.length; i++) {
        System.arraycopy(part, i * columns, answers, asked[i] * columns, columns);
      }
    }
    return new Rows(rows.count(), columns, answers);
  }

  private static boolean isWhole(Rows rows, int row) {
    for (int column = 0; column < rows.columns(); column++) {
      if (!Float.isFinite(rows.at(row, column))) {
        return false;
      }
    }
    return true;
  }
}
