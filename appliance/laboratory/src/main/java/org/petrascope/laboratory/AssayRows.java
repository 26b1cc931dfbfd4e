package org.petrascope.laboratory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.petrascope.formats.CsvTable;

/**
 * The numbers of a laboratory's table, in the units of its columns; cells that hold something else
 * are problems. Rows without any cell are left out. For one thread.
 */
final class AssayRows {
  private static final AssayCell MISSING = new AssayCell(Double.NaN, Double.NaN);

  private final AssayCells cells;
  private final List<AssayColumn> columns;
  private final Problems problems;
  private final List<Integer> tableRows = new ArrayList<>();
  private final List<AssayCell[]> values = new ArrayList<>();
  private final List<double[]> errors = new ArrayList<>();
  private final BitSet sound = new BitSet();

  AssayRows(AssayCells cells, List<AssayColumn> columns, Problems problems) {
    this.cells = cells;
    this.columns = columns;
    this.problems = problems;
    CsvTable table = cells.table();
    for (int row = 0; row < table.size(); row++) {
      if (!empty(table, row)) {
        int before = problems.count();
        tableRows.add(row);
        values.add(values(row));
        errors.add(errors(row));
        sound.set(tableRows.size() - 1, problems.count() == before);
      }
    }
    if (tableRows.isEmpty()) {
      problems.add("no row holds a sample");
    }
  }

  private static boolean empty(CsvTable table, int row) {
    for (int column = 0; column < table.columns().size(); column++) {
      if (!table.cell(row, column).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private AssayCell[] values(int row) {
    AssayCell[] line = new AssayCell[columns.size()];
    for (int i = 0; i < line.length; i++) {
      line[i] = value(row, columns.get(i).column(), columns.get(i).header());
    }
    return line;
  }

  private AssayCell value(int row, int column, String header) {
    String text = cells.table().cell(row, column);
    AssayCell cell = AssayCell.of(text).orElse(MISSING);
    if (AssayCell.of(text).isEmpty()) {
      problems.cell(
          seen(row),
          header,
          "\"%s\" is not a number: write the number with a decimal point, <limit, or nothing"
              .formatted(text));
    } else if (cell.value() < 0) {
      problems.cell(seen(row), header, "%s is negative: an amount is 0 or more".formatted(text));
      return MISSING;
    }
    return cell;
  }

  private double[] errors(int row) {
    double[] line = new double[columns.size()];
    for (int i = 0; i < line.length; i++) {
      AssayColumn column = columns.get(i);
      int at = i;
      line[i] = Double.NaN;
      column
          .error()
          .ifPresent(
              error ->
                  line[at] = value(row, error.column(), error.header()).value() / error.sigmas());
    }
    return line;
  }

  /** The number a person sees beside a row of the table. */
  int seen(int tableRow) {
    return tableRow + cells.firstRow();
  }

  int size() {
    return tableRows.size();
  }

  /** Whether every cell of the row could be read. */
  boolean sound(int row) {
    return sound.get(row);
  }

  /** The table's own index of a row. */
  int tableRow(int row) {
    return tableRows.get(row);
  }

  AssayCell value(int row, int component) {
    return values.get(row)[component];
  }

  /** The stated standard deviation, in the unit of the error's column; NaN where there is none. */
  double error(int row, int component) {
    return errors.get(row)[component];
  }

  /** The largest value of a column; 0 when it has none. */
  double largest(int component) {
    return values.stream()
        .map(line -> line[component])
        .filter(AssayCell::present)
        .mapToDouble(AssayCell::value)
        .max()
        .orElse(0);
  }

  /** The middle of the rows' totals, each value times its column's factor. */
  double medianTotal(double... factors) {
    double[] totals =
        values.stream()
            .mapToDouble(
                line -> {
                  double total = 0;
                  for (int i = 0; i < line.length; i++) {
                    total += line[i].present() && factors[i] > 0 ? line[i].value() * factors[i] : 0;
                  }
                  return total;
                })
            .sorted()
            .toArray();
    return totals.length == 0
        ? 0
        : Arrays.stream(totals).skip(totals.length / 2).findFirst().orElse(0);
  }
}
