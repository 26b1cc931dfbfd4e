package org.petrascope.learning;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What was learned. Predicts in batches; may be used by many threads at once. */
public interface Model extends AutoCloseable {
  /** The name of the kind of model. */
  String kind();

  /** What a row must be. */
  RowShape shape();

  /** The classes or components, in the order of the output columns. */
  List<String> names();

  /**
   * For every row the probabilities of the classes, which sum to one, or the fractions of the
   * components as learned, which need not. A row with a NaN gets NaN throughout.
   */
  Rows predict(Rows rows);

  /**
   * How much every column of a row adds to one output of it, [row][column], where the kind can
   * tell: exact Shapley values for trees, coefficient times deviation for linear models, gradient
   * times input for networks.
   *
   * @param output index of a class or component
   */
  Optional<Rows> contributions(Rows rows, int output);

  /**
   * Where a network looked for one output of every row, [row][column], 0 or above and in no unit:
   * class activation maps. Empty for kinds that do not look.
   *
   * @param output index of a class or component
   */
  default Optional<Rows> attention(Rows rows, int output) {
    return Optional.empty();
  }

  /**
   * How much every column matters for all outputs together, one row, where the kind knows it from
   * training; in no unit.
   */
  default Optional<Rows> columnImportance() {
    return Optional.empty();
  }

  /** Writes the weights in the backend's own format into an empty folder. */
  void save(Path folder);

  /** Lets go of native memory; nothing may be asked afterwards. */
  @Override
  default void close() {}
}
