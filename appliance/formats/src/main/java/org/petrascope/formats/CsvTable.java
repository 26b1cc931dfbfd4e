package org.petrascope.formats;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A table of text cells: UTF-8, one header row, quoted fields, separated by commas, semicolons or
 * tabs. Every row has as many cells as the header. Immutable.
 */
public final class CsvTable {
  private static final List<Character> SEPARATORS = List.of(',', ';', '\t');
  private static final long BYTES_MAX = 2L << 30;

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
  static CsvTable ofLines(String name, List<List<String>> lines) {
    List<String> columns = lines.getFirst();
    for (int row = 1; row < lines.size(); row++) {
      if (lines.get(row).size() != columns.size()) {
        throw new FormatException(
            "%s: row %d has %d cells, the header has %d: correct the row"
                .formatted(name, row + 1, lines.get(row).size(), columns.size()));
      }
    }
    return new CsvTable(name, List.copyOf(columns), List.copyOf(lines.subList(1, lines.size())));
  }

  /** All lines as cells without the spaces around them, the header's line among them. */
  static List<List<String>> lines(Path file) {
    if (EnviFiles.bytes(file) > BYTES_MAX) {
      throw new FormatException(
          "%s has %s, too much for a table: store a cube as ENVI"
              .formatted(file, DiskSpace.readable(EnviFiles.bytes(file))));
    }
    List<List<String>> lines = new ArrayList<>();
    try (MappingIterator<String[]> cells =
        new CsvMapper()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .enable(CsvParser.Feature.TRIM_SPACES)
            .readerFor(String[].class)
            .with(CsvSchema.emptySchema().withColumnSeparator(separator(file)))
            .readValues(file.toFile())) {
      while (cells.hasNextValue()) {
        lines.add(
            Arrays.stream(cells.nextValue()).map(cell -> cell.replace("\uFEFF", "")).toList());
      }
    } catch (JacksonException e) {
      throw new FormatException(
          "%s, line %d: %s: correct the quotes of the line"
              .formatted(file, e.getLocation().getLineNr(), e.getOriginalMessage()));
    } catch (IOException e) {
      throw FormatException.reading(file, e);
    }
    return lines;
  }

  /** The separator that the first line uses most. */
  private static char separator(Path file) {
    try (var reader = Files.newBufferedReader(file)) {
      String line = Optional.ofNullable(reader.readLine()).orElse("");
      char best = SEPARATORS.getFirst();
      for (char separator : SEPARATORS) {
        best = count(line, separator) > count(line, best) ? separator : best;
      }
      return best;
    } catch (IOException e) {
      throw FormatException.reading(file, e);
    }
  }

  private static long count(String line, char separator) {
    return line.chars().filter(c -> c == separator).count();
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
        .orElseThrow(
            () ->
                new FormatException(
                    "%s, row %d, column \"%s\": \"%s\" is not a number: correct the cell"
                        .formatted(name, row + 2, columns.get(column), text)));
  }

  @Override
  public String toString() {
    return "%s: %d rows x %d columns".formatted(name, size(), columns.size());
  }
}
