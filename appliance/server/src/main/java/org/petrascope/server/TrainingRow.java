package org.petrascope.server;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.petrascope.formats.CsvTable;
import org.petrascope.formats.SpectraTable;
import org.petrascope.spectral.Wavelengths;

/** One spectrum of a table with what the table, or one joined to it, tells of it. */
final class TrainingRow {
  /** Rows of a file are counted with its header, from 1. */
  private static final int FIRST_ROW = 2;

  private final SpectraTable spectra;
  private final int row;
  private final @Nullable CsvTable labels;
  private final int labelRow;

  private TrainingRow(SpectraTable spectra, int row, @Nullable CsvTable labels, int labelRow) {
    this.spectra = spectra;
    this.row = row;
    this.labels = labels;
    this.labelRow = labelRow;
  }

  static TrainingRow of(SpectraTable spectra, int row) {
    return new TrainingRow(spectra, row, null, 0);
  }

  TrainingRow joined(CsvTable table, int tableRow) {
    return new TrainingRow(spectra, row, table, tableRow);
  }

  String id() {
    return spectra.id(row);
  }

  /** The table of spectra that it stands in. */
  String table() {
    return spectra.name();
  }

  Wavelengths wavelengths() {
    return spectra.wavelengths();
  }

  float[] spectrum() {
    return spectra.spectrum(row);
  }

  /** Where the spectrum stands, for messages. */
  String place() {
    return "%s, row %d (%s)".formatted(spectra.name(), row + FIRST_ROW, id());
  }

  /** Where the cell of a column stands, for messages. */
  String place(String column) {
    return labels != null && labels.columns().contains(column)
        ? "%s, row %d (%s), column \"%s\""
            .formatted(labels.name(), labelRow + FIRST_ROW, id(), column)
        : "%s, column \"%s\"".formatted(place(), column);
  }

  /** The text of a column, of the joined table first; empty where neither tells it. */
  Optional<String> text(String column) {
    if (labels != null && labels.columns().contains(column)) {
      return Optional.of(labels.cell(labelRow, column));
    }
    return spectra.has(column) ? Optional.of(spectra.text(row, column)) : Optional.empty();
  }

  /** The number of a column; NaN where nobody tells it. */
  double number(String column) {
    if (labels != null && labels.columns().contains(column)) {
      return labels.number(labelRow, labels.column(column));
    }
    return spectra.has(column) ? spectra.number(row, column) : Double.NaN;
  }
}
