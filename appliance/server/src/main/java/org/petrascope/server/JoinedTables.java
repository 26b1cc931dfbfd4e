package org.petrascope.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.petrascope.formats.CsvTable;
import org.petrascope.formats.SpectraTable;
import org.petrascope.server.ServerException.Kind;

/**
 * Tables of spectra, each with the row of a table of labels that has the same value in one column.
 *
 * @param rows all spectra, table after table
 * @param notes what a person should know of how the labels were read
 */
record JoinedTables(
    List<SpectraTable> spectra,
    List<CsvTable> labels,
    List<TrainingRow> rows,
    String join,
    List<String> notes) {
  private record Known(CsvTable table, int row) {}

  static JoinedTables read(TableOrder order) {
    List<SpectraTable> spectra =
        order.spectra().stream().map(file -> SpectraTable.read(file, order.id())).toList();
    String join = order.labels().isEmpty() ? "" : joinColumn(order, spectra.getFirst());
    AssayLabels.Read read =
        order
            .assay()
            .map(method -> AssayLabels.read(order.labels(), method, join))
            .orElseGet(() -> plain(order.labels()));
    List<CsvTable> labels = read.tables();
    List<TrainingRow> rows = new ArrayList<>();
    if (!labels.isEmpty()) {
      joinAll(spectra, known(labels, join), join, rows);
    } else {
      for (SpectraTable table : spectra) {
        for (int row = 0; row < table.size(); row++) {
          rows.add(TrainingRow.of(table, row));
        }
      }
    }
    return new JoinedTables(spectra, labels, List.copyOf(rows), join, read.notes());
  }

  private static AssayLabels.Read plain(List<Path> files) {
    return new AssayLabels.Read(files.stream().map(JoinedTables::table).toList(), List.of());
  }

  private static CsvTable table(Path file) {
    if (file.toString().toLowerCase(Locale.ROOT).endsWith(".xlsx")) {
      throw new ServerException(
          Kind.UNUSABLE,
          "%s is an Excel workbook, which is read as a laboratory's table only: say its method with --assay xrd or --assay xrf, or save it as CSV"
              .formatted(file));
    }
    return CsvTable.read(file);
  }

  private static String joinColumn(TableOrder order, SpectraTable first) {
    if (!order.join().isEmpty()) {
      return order.join();
    }
    return order.id().isEmpty() ? first.columns().getFirst() : order.id();
  }

  private static Map<String, Known> known(List<CsvTable> labels, String join) {
    Map<String, Known> known = new HashMap<>();
    for (CsvTable table : labels) {
      ColumnNames.require(join, table.columns(), table.name());
      for (int row = 0; row < table.size(); row++) {
        String key = table.cell(row, join);
        Known before = known.put(key, new Known(table, row));
        if (before != null) {
          throw new ServerException(
              Kind.UNUSABLE,
              "%s, row %d, column \"%s\": %s stands in %s, row %d already: keep one of the two"
                  .formatted(
                      table.name(), row + 2, join, key, before.table.name(), before.row + 2));
        }
      }
    }
    return known;
  }

  private static void joinAll(
      List<SpectraTable> spectra, Map<String, Known> known, String join, List<TrainingRow> rows) {
    int found = 0;
    String example = "";
    for (SpectraTable table : spectra) {
      ColumnNames.require(join, table.columns(), table.name());
      for (int row = 0; row < table.size(); row++) {
        TrainingRow unlabelled = TrainingRow.of(table, row);
        example = table.text(row, join);
        Known its = known.get(example);
        found += its == null ? 0 : 1;
        rows.add(its == null ? unlabelled : unlabelled.joined(its.table, its.row));
      }
    }
    if (found == 0) {
      throw new ServerException(
          Kind.UNUSABLE,
          "no spectrum has its labels: column \"%s\" holds \"%s\" in the spectra and \"%s\" in the labels; name the column both have with --join"
              .formatted(join, example, known.keySet().stream().findFirst().orElse("")));
    }
  }

  /** Every column that can be a target or a group. */
  Collection<String> columns() {
    Set<String> columns = new LinkedHashSet<>();
    labels.forEach(table -> columns.addAll(table.columns()));
    spectra.forEach(table -> columns.addAll(table.columns()));
    return columns;
  }

  /** What has the columns, for messages. */
  String source() {
    return labels.isEmpty() ? spectra.getFirst().name() : labels.getFirst().name();
  }

  /** Requires that every table of spectra has a column, unless tables of labels have it. */
  void requireEverywhere(String column) {
    if (labels.stream().noneMatch(table -> table.columns().contains(column))) {
      spectra.forEach(table -> ColumnNames.require(column, table.columns(), table.name()));
    }
  }

  /** The files' names, for the model's card. */
  String description() {
    List<String> names = new ArrayList<>();
    spectra.forEach(table -> names.add(file(table.name())));
    labels.forEach(table -> names.add(file(table.name())));
    return String.join(", ", names);
  }

  private static String file(String name) {
    return String.valueOf(Path.of(name).getFileName());
  }
}
