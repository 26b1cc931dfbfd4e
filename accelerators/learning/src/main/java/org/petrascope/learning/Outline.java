package org.petrascope.learning;

import java.nio.file.Path;
import java.util.List;

/**
 * What a model is, apart from what it learned.
 *
 * @param classes whether the outputs are probabilities of classes
 */
record Outline(String kind, RowShape shape, List<String> names, boolean classes) {
  Outline {
    names = List.copyOf(names);
  }

  static Outline of(String kind, Dataset data) {
    return new Outline(kind, data.shape(), data.target().names(), data.target() instanceof Labels);
  }

  static Outline of(ModelFile file) {
    return new Outline(
        file.text("kind"),
        file.shape(),
        file.names(),
        file.text("outputs").equals("probabilities"));
  }

  /** The beginning of its file. */
  ModelFile file() {
    return ModelFile.describing(kind, shape, names)
        .with("outputs", classes ? "probabilities" : "fractions");
  }

  /** Reads the file in a folder. */
  static ModelFile read(Path folder, String kind) {
    return ModelFile.read(folder.resolve(ModelFile.NAME), kind);
  }

  void requireColumns(Rows rows) {
    if (rows.columns() != shape.columns()) {
      throw new IllegalArgumentException(
          "%s are not %s: pass rows of %d columns".formatted(rows, shape, shape.columns()));
    }
  }

  void requireOutput(int output) {
    if (output < 0 || output >= names.size()) {
      throw new IllegalArgumentException(
          "output %d is none of %d: %s".formatted(output, names.size(), names));
    }
  }
}
