package org.petrascope.learning;

import java.util.Arrays;
import java.util.List;

/** The class of every row. Immutable. */
public final class Labels implements Target {
  /** The label of a row whose class nobody knows. */
  public static final int UNKNOWN = -1;

  private final List<String> classes;
  private final int[] labels;

  /**
   * @param labels an index into the classes for every row, or {@link #UNKNOWN}
   */
  public Labels(List<String> classes, int... labels) {
    this.classes = List.copyOf(classes);
    this.labels = labels.clone();
    for (int label : labels) {
      if (label < UNKNOWN || label >= classes.size()) {
        throw new IllegalArgumentException(
            "label %d is none of %d classes".formatted(label, classes.size()));
      }
    }
  }

  @Override
  public String task() {
    return "classify";
  }

  @Override
  public int count() {
    return labels.length;
  }

  @Override
  public List<String> names() {
    return classes;
  }

  public int label(int row) {
    return labels[row];
  }

  public boolean isKnown(int row) {
    return labels[row] != UNKNOWN;
  }

  @Override
  public Labels select(int... rows) {
    return new Labels(classes, Arrays.stream(rows).map(row -> labels[row]).toArray());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Labels l
        && classes.equals(l.classes)
        && Arrays.equals(labels, l.labels);
  }

  @Override
  public int hashCode() {
    return 31 * classes.hashCode() + Arrays.hashCode(labels);
  }
}
