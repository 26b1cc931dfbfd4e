package org.petrascope.formats;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of text cells: UTF-8, one header row, quoted fields, separated by commas, semicolons or
 * tabs. Every row has as many cells as the header. Immutable.
 */
public final class CsvTable {
  private final String name;
  private final List<String> columns;
  private final List<List<String>> rows;

  private CsvTable(String name, List<String> columns, List<List<String>> rows) {
    this.name = name;
    this.columns = columns;
    this.rows = rows;
  }

  /** Reads a whole table; empty lines are left out. */
  public static CsvTable read(Path file) {
    List<List<String>> lines = lines(file);
    if (lines.size() < 2) {
      throw new FormatException(
          "%s has %d rows: a header row and at least one more are expected"
              .formatted(file, lines.size()));
    }
    return ofLines(file.toString(), lines);
  }

  /** A table from lines of cells, the first of which names the columns. */
  public static CsvTable ofLines(String name, List<List<String>> lines) {
    List<String> columns = lines.getFirst();
    List<List<String>> rows = new ArrayList<>();
    for (int line = 1; line < lines.size(); line++) {
      rows.add(fitted(name, line, lines.get(line), columns.size()));
    }
    return new CsvTable(name, List.copyOf(columns), List.copyOf(rows));
  }

  /** The cells without empty ones behind the last column. */
  static List<String> fitted(String name, int line, List<String> cells, int columns) {
    int count = cells.size();
    while (count > columns && cells.get(count - 1).isEmpty()) {
      count--;
    }
    if (count != columns) {
      throw new FormatException(
          "%s: row %d has %d cells, the header has %d: correct the row"
              .formatted(name, line + 1, count, columns));
    }
    return cells.subList(0, count);
  }

  /** All lines as cells, the header's line among them. */
  static List<List<String>> lines(Path file) {
    List<List<String>> lines = new ArrayList<>();
    CsvRows.read(file, lines::add);
    return lines;
  }

  /** The file's name, for messages. */
  public String name() {
    return name;
  }

  public List<String> columns() {
    return columns;
  }

  public int size() {
    return rows.size();
  }

  /** The cell's text, empty when the cell is. */
  public String cell(int row, int column) {
    return rows.get(row).get(column);
  }

  public String cell(int row, String column) {
    return cell(row, column(column));
  }

  /** Index of a column that must be there. */
  public int column(String column) {
    int index = columns.indexOf(column);
    if (index < 0) {
      throw new FormatException(
          "%s has no column \"%s\": it has %s".formatted(name, column, shown()));
    }
    return index;
  }

  private String shown() {
    int most = 12;
    String first = String.join(", ", columns.subList(0, Math.min(most, columns.size())));
    return columns.size() > most ? first + " and " + (columns.size() - most) + " more" : first;
  }

  /** The number in a cell; NaN when it is empty or says that there is none. */
  public double number(int row, int column) {
    String text = cell(row, column);
    return Numbers.measured(text)
        .orElseThrow(() -> notANumber(name, row + 1, columns.get(column), text));
  }

  static FormatException notANumber(String name, int line, String column, String text) {
    return new FormatException(
        "%s, row %d, column \"%s\": \"%s\" is not a number: correct the cell"
            .formatted(name, line + 1, column, text));
  }

  @Override
  public String toString() {
    return "%s: %d rows x %d columns".formatted(name, size(), columns.size());
  }
}
