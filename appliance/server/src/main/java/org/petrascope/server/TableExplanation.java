package org.petrascope.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.petrascope.formats.CsvWriter;
import org.petrascope.formats.SpectraTable;
import org.petrascope.learning.Answer;
import org.petrascope.learning.Rows;
import org.petrascope.learning.TrainedModel;

/**
 * Where in every spectrum of a table a model's answer comes from, as a table: one row for the class
 * it tells, or one for each component, with the share of every band. For one thread.
 */
final class TableExplanation {
  private static final int BATCH_MAX = 64;

  private final SpectraTable table;
  private final TrainedModel model;
  private final TablePrediction prediction;

  TableExplanation(TablePrediction prediction, SpectraTable table, TrainedModel model) {
    this.prediction = prediction;
    this.table = table;
    this.model = model;
  }

  /** Explains everything; the table is there whole or not at all. */
  void write(Path file) {
    try (CsvWriter csv = CsvWriter.create(file, columns())) {
      for (int first = 0; first < table.size(); first += BATCH_MAX) {
        int count = Math.min(BATCH_MAX, table.size() - first);
        batch(first, prediction.rows(first, count)).forEach(csv::row);
      }
      csv.commit();
    }
  }

  private List<String> columns() {
    List<String> columns = new ArrayList<>(List.of("id", "output", "features"));
    for (double nm : model.shape().centresNm()) {
      columns.add(String.valueOf(nm));
    }
    return columns;
  }

  private List<List<String>> batch(int first, Rows rows) {
    Answer answer = model.predict(rows).answer();
    List<List<List<String>>> told = new ArrayList<>();
    IntStream.range(0, rows.count()).forEach(_ -> told.add(new ArrayList<>()));
    for (int output = 0; output < model.names().size(); output++) {
      int[] chosen = toldOf(answer, output, rows.count());
      Optional<Rows> shares =
          chosen.length == 0 ? Optional.empty() : model.contributions(rows.select(chosen), output);
      for (int i = 0; shares.isPresent() && i < chosen.length; i++) {
        told.get(chosen[i]).add(cells(table.id(first + chosen[i]), output, shares.get().select(i)));
      }
    }
    return told.stream().flatMap(List::stream).toList();
  }

  /** The rows whose answer an output is, or has a part in. */
  private static int[] toldOf(Answer answer, int output, int count) {
    return IntStream.range(0, count)
        .filter(
            row ->
                switch (answer) {
                  case Answer.OfClasses classes -> classes.best(row) == output;
                  case Answer.OfCompositions parts -> !Float.isNaN(parts.values().at(row, output));
                })
        .toArray();
  }

  private List<String> cells(String id, int output, Rows shares) {
    List<String> cells = new ArrayList<>();
    cells.add(id);
    cells.add(model.names().get(output));
    cells.add(Explaining.cell(Explaining.BY_ABSORPTIONS.features(model.shape(), shares)));
    for (float share : shares.values()) {
      cells.add(String.format(Locale.ROOT, "%.6f", share));
    }
    return cells;
  }
}
