package org.petrascope.learning;

import java.util.Arrays;

/**
 * A table of float32, [row][column]. It is shared, not copied: whoever makes one gives its array
 * away, and nobody writes to it afterwards.
 */
public final class Rows {
  private final int count;
  private final int columns;
  private final float[] values;

  /** Takes {@code count x columns} values, row after row. */
  public Rows(int count, int columns, float[] values) {
    if (columns < 1 || values.length != Math.multiplyExact(count, columns)) {
      throw new IllegalArgumentException(
          "%d rows of %d columns are %d values, not %d"
              .formatted(count, columns, (long) count * columns, values.length));
    }
    this.count = count;
    this.columns = columns;
    this.values = values;
  }

  public int count() {
    return count;
  }

  public int columns() {
    return columns;
  }

  /** All values, [row][column]; to be read only. */
  public float[] values() {
    return values;
  }

  public float at(int row, int column) {
    return values[row * columns + column];
  }

  /** A copy of one row. */
  public float[] row(int row) {
    return Arrays.copyOfRange(values, row * columns, (row + 1) * columns);
  }

  /** These rows in this order; one may be taken more than once. */
  public Rows select(int... rows) {
    float[] selected = new float[Math.multiplyExact(rows.length, columns)];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(values, rows[i] * columns, selected, i * columns, columns);
    }
    return new Rows(rows.length, columns, selected);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Rows r && columns == r.columns && Arrays.equals(values, r.values);
  }

  @Override
  public int hashCode() {
    return 31 * columns + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "%d rows of %d columns".formatted(count, columns);
  }
}
