package org.petrascope.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.petrascope.formats.CsvTable;
import org.petrascope.learning.Answer;
import org.petrascope.learning.ClassScores;
import org.petrascope.learning.Labels;
import org.petrascope.learning.Metrics;
import org.petrascope.learning.Rows;

/** What a method told of spectra, beside what was published of them. For one thread. */
final class Tally {
  private record Told(String published, String told) {}

  private final Map<String, List<Told>> byHole = new LinkedHashMap<>();

  /** Adds a table of answers; a spectrum without an answer counts as told wrongly. */
  void add(Hole hole, Path answers, String column) {
    CsvTable table = CsvTable.read(answers);
    int found = 0;
    for (int row = 0; row < table.size(); row++) {
      String published = hole.groups().get(table.cell(row, "id"));
      if (published != null) {
        byHole
            .computeIfAbsent(hole.name(), _ -> new ArrayList<>())
            .add(new Told(published, table.cell(row, column)));
        found++;
      }
    }
    if (found != hole.size()) {
      throw new IllegalStateException(
          "%d of %d spectra of %s were answered".formatted(found, hole.size(), hole.name()));
    }
  }

  /** Of all holes together. */
  ClassScores scores() {
    return scores(byHole.values().stream().flatMap(List::stream).toList());
  }

  /** Of each hole, in the order in which they were added. */
  List<Double> accuracies() {
    return byHole.values().stream().map(all -> scores(all).accuracy()).toList();
  }

  private static ClassScores scores(List<Told> all) {
    TreeSet<String> names = new TreeSet<>();
    all.forEach(
        one -> {
          names.add(one.published);
          names.add(one.told);
        });
    List<String> classes = List.copyOf(names);
    int[] truth = all.stream().mapToInt(one -> classes.indexOf(one.published)).toArray();
    float[] sure = new float[all.size() * classes.size()];
    for (int row = 0; row < all.size(); row++) {
      sure[row * classes.size() + classes.indexOf(all.get(row).told)] = 1;
    }
    Rows rows = new Rows(all.size(), classes.size(), sure);
    return (ClassScores) Metrics.of(new Answer.OfClasses(rows, rows), new Labels(classes, truth));
  }
}
