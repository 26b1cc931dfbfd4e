package org.petrascope.learning;

import java.util.Arrays;
import java.util.List;

/**
 * Rows with what is known of them. Rows of one group (a specimen, a hole, a formation) are never
 * split between learning and testing. Immutable.
 */
public final class Dataset {
  private final RowShape shape;
  private final Rows rows;
  private final Target target;
  private final List<String> groups;

  /**
   * @param groups the group of every row
   */
  public Dataset(RowShape shape, Rows rows, Target target, List<String> groups) {
    if (rows.columns() != shape.columns()
        || target.count() != rows.count()
        || groups.size() != rows.count()) {
      throw new IllegalArgumentException(
          "%s of %s need as many targets and groups, not %d and %d"
              .formatted(rows, shape, target.count(), groups.size()));
    }
    this.shape = shape;
    this.rows = rows;
    this.target = target;
    this.groups = List.copyOf(groups);
  }

  public RowShape shape() {
    return shape;
  }

  public int size() {
    return rows.count();
  }

  public Rows rows() {
    return rows;
  }

  public Target target() {
    return target;
  }

  public String group(int row) {
    return groups.get(row);
  }

  public List<String> groups() {
    return groups;
  }

  /** These rows in this order. */
  public Dataset select(int... chosen) {
    return new Dataset(
        shape,
        rows.select(chosen),
        target.select(chosen),
        Arrays.stream(chosen).mapToObj(groups::get).toList());
  }

  /** The same targets and groups with other rows, such as preprocessed ones. */
  public Dataset withRows(RowShape newShape, Rows newRows) {
    return new Dataset(newShape, newRows, target, groups);
  }
}
