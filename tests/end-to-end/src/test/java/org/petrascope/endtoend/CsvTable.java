package org.petrascope.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A plain comma separated table with one header row; no field of ours is quoted. */
final class CsvTable {
  final List<String> header;
  final List<List<String>> rows = new ArrayList<>();

  CsvTable(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    header = Arrays.asList(lines.getFirst().split(",", -1));
    for (String line : lines.subList(1, lines.size())) {
      List<String> row = Arrays.asList(line.split(",", -1));
      if (row.size() != header.size()) {
        throw new IOException(
            file
                + ": a row of "
                + row.size()
                + " fields under "
                + header.size()
                + " names: "
                + line);
      }
      rows.add(row);
    }
  }

  String text(int row, String column) {
    int at = header.indexOf(column);
    if (at < 0) {
      throw new IllegalStateException("no column " + column + " in " + header);
    }
    return rows.get(row).get(at);
  }

  double number(int row, String column) {
    return Double.parseDouble(text(row, column));
  }
}
