package org.petrascope.scan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.petrascope.formats.CsvWriter;
import org.petrascope.spectral.DownholeRow;
import org.petrascope.spectral.MineralGroup;
import org.petrascope.spectral.MineralTally;

/**
 * The downhole log as a table: {@code depth_from_m, depth_to_m, group}, one column a group with its
 * fraction of the rock, {@code flags}. Intervals are half open; without rock there are no
 * fractions.
 */
final class DownholeTable {
  /** Micrometres: what lies below is the rounding of binary fractions. */
  private static final int DEPTH_DIGITS = 6;

  private DownholeTable() {}

  static void write(Path file, MineralTally tally) {
    List<String> columns = new ArrayList<>(List.of("depth_from_m", "depth_to_m", "group"));
    tally.rockGroups().forEach(group -> columns.add(group.label()));
    columns.add("flags");
    try (CsvWriter csv = CsvWriter.create(file, columns)) {
      tally.downhole().forEach(row -> csv.row(cells(row, tally.rockGroups())));
      csv.commit();
    }
  }

  private static List<String> cells(DownholeRow row, List<MineralGroup> groups) {
    List<String> cells = new ArrayList<>();
    cells.add(metres(row.interval().fromM()));
    cells.add(metres(row.interval().toM()));
    cells.add(row.group().label());
    for (MineralGroup group : groups) {
      boolean known = row.fractions().containsKey(group);
      cells.add(known ? fraction(row.fractions().getOrDefault(group, 0.0)) : "");
    }
    cells.add(String.join(" ", row.flags()));
    return cells;
  }

  private static String metres(double metres) {
    return BigDecimal.valueOf(metres)
        .setScale(DEPTH_DIGITS, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }

  private static String fraction(double fraction) {
    return String.format(Locale.ROOT, "%.6f", fraction);
  }
}
