package org.petrascope.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.petrascope.formats.CsvTable;

/**
 * Spectra of one hole, and the group that was published of each.
 *
 * @param column of the labels that holds the group
 * @param shadows table of the same spectra as in a shadow
 * @param groups by the spectrum's id, where a group of rock was told
 */
record Hole(
    String name,
    Path spectra,
    Path labels,
    String column,
    Path shadows,
    Map<String, String> groups) {
  /** No answer, or nothing that came out of a hole. */
  private static final Set<String> LEFT_OUT = Set.of("", "NIL", "INVALID", "NOTAROK");

  static Hole of(Path data, String files, String column, Path work) throws IOException {
    Path spectra = data.resolve("hylogger/%s_spectra.csv".formatted(files));
    Path labels = data.resolve("hylogger/%s_tsa.csv".formatted(files));
    CsvTable published = CsvTable.read(labels);
    Map<String, String> groups = new LinkedHashMap<>();
    for (int row = 0; row < published.size(); row++) {
      String group = published.cell(row, column).strip();
      if (!LEFT_OUT.contains(group)) {
        groups.put(published.cell(row, "id"), group);
      }
    }
    String name = String.valueOf(Path.of(files).getParent());
    Path shadows = work.resolve(name + "-shadows.csv");
    Shadow.write(spectra, shadows);
    return new Hole(name, spectra, labels, column, shadows, Map.copyOf(groups));
  }

  int size() {
    return groups.size();
  }
}
