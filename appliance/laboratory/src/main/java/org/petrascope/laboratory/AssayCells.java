package org.petrascope.laboratory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.petrascope.formats.CsvTable;

/**
 * The cells of a laboratory's table, from CSV or from the first sheet of an Excel workbook.
 *
 * @param firstRow the number that a person sees beside the first row below the header
 * @param notes what of the file was left out
 */
record AssayCells(CsvTable table, int firstRow, List<String> notes) {
  private static final int ROWS_MAX = 100_000;
  private static final int COLUMNS_MAX = 2_000;

  /** The first bytes of an old binary workbook (.xls). */
  private static final byte[] OLE2 = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};

  /** The first bytes of a ZIP file, which every .xlsx is. */
  private static final byte[] ZIP = {'P', 'K', 3, 4};

  static AssayCells read(Path file) {
    byte[] start = start(file);
    if (Arrays.equals(start, OLE2) || file.toString().toLowerCase(Locale.ROOT).endsWith(".xls")) {
      throw new LaboratoryException(
          "%s is a workbook of the old binary kind: save it as .xlsx or .csv".formatted(file));
    }
    return Arrays.equals(start, ZIP)
        ? workbook(file)
        : new AssayCells(CsvTable.read(file), 2, List.of());
  }

  private static byte[] start(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(OLE2.length);
    } catch (IOException e) {
      return new byte[0]; // The table's reader says why.
    }
  }

  private static AssayCells workbook(Path file) {
    try (InputStream in = Files.newInputStream(file);
        ReadableWorkbook workbook = new ReadableWorkbook(in)) {
      List<Sheet> sheets = workbook.getSheets().toList();
      List<String> notes =
          sheets.size() < 2
              ? List.of()
              : List.of(
                  "sheet \"%s\" is read, the %d others are left out"
                      .formatted(sheets.getFirst().getName(), sheets.size() - 1));
      return sheet(file, sheets.getFirst(), notes);
    } catch (IOException | ExcelReaderException e) {
      throw new LaboratoryException(
          "%s cannot be read as an Excel workbook (%s): save it again as .xlsx or .csv"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static AssayCells sheet(Path file, Sheet sheet, List<String> notes) throws IOException {
    List<List<String>> lines = new ArrayList<>();
    int headerRow = 0;
    try (Stream<Row> rows = sheet.openStream()) {
      for (Row row : (Iterable<Row>) rows::iterator) {
        List<String> cells = cells(file, row);
        if (lines.isEmpty() && cells.stream().filter(cell -> !cell.isEmpty()).count() < 2) {
          continue; // A title above the header.
        }
        if (lines.isEmpty()) {
          headerRow = row.getRowNum();
        }
        while (lines.size() < row.getRowNum() - headerRow) {
          requireRows(file, lines.size());
          lines.add(List.of());
        }
        lines.add(cells);
      }
    }
    if (lines.size() < 2) {
      throw new LaboratoryException(
          "%s, sheet \"%s\" has no row below a header row: a header row and at least one more are expected"
              .formatted(file, sheet.getName()));
    }
    return new AssayCells(CsvTable.ofLines(file.toString(), squared(lines)), headerRow + 1, notes);
  }

  private static void requireRows(Path file, int rows) {
    if (rows >= ROWS_MAX) {
      throw new LaboratoryException(
          "%s has more than %d rows: split the table".formatted(file, ROWS_MAX));
    }
  }

  private static List<String> cells(Path file, Row row) {
    requireRows(file, row.getRowNum());
    List<String> cells = new ArrayList<>();
    for (Cell cell : row) {
      cells.add(cell == null ? "" : text(cell));
    }
    while (!cells.isEmpty() && cells.getLast().isEmpty()) {
      cells.removeLast();
    }
    if (cells.size() > COLUMNS_MAX) {
      throw new LaboratoryException(
          "%s, row %d has %d cells, at most %d are read: take out columns"
              .formatted(file, row.getRowNum(), cells.size(), COLUMNS_MAX));
    }
    return cells;
  }

  /** A formula is its last calculated value. */
  private static String text(Cell cell) {
    if (cell.getType() == CellType.EMPTY) {
      return "";
    }
    String raw =
        cell.getType() == CellType.STRING ? cell.asString() : String.valueOf(cell.getRawValue());
    return raw.equals("null") ? "" : raw.strip();
  }

  /** Every line as long as the longest. */
  private static List<List<String>> squared(List<List<String>> lines) {
    int width = lines.stream().mapToInt(List::size).max().orElseThrow();
    return lines.stream()
        .map(
            line ->
                Stream.concat(line.stream(), Collections.nCopies(width - line.size(), "").stream())
                    .toList())
        .toList();
  }
}
