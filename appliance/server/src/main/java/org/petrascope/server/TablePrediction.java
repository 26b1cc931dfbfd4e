package org.petrascope.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.petrascope.formats.CsvWriter;
import org.petrascope.formats.SpectraTable;
import org.petrascope.learning.Answer;
import org.petrascope.learning.Flag;
import org.petrascope.learning.Flags;
import org.petrascope.learning.ModelPackage;
import org.petrascope.learning.Prediction;
import org.petrascope.learning.Rows;
import org.petrascope.learning.TrainedModel;
import org.petrascope.scan.ModelIdentification;
import org.petrascope.server.ServerException.Kind;
import org.petrascope.spectral.BandResampler;
import org.petrascope.spectral.PixelFlag;

/** What a model says of the spectra of a table, as a table. For one thread. */
final class TablePrediction {
  private static final int BATCH_MAX = 1024;

  private final SpectraTable table;
  private final TrainedModel model;
  private final Optional<BandResampler> resampler;
  private final Set<String> inferred;

  /**
   * @param resampling whether spectra of other wavelengths may be resampled to the model's
   */
  TablePrediction(ModelPackage trained, SpectraTable table, boolean resampling) {
    this.table = table;
    this.model = trained.model();
    int side = model.shape().side();
    if (side > 1) {
      throw new ServerException(
          Kind.UNUSABLE,
          "the model takes patches of %d x %d pixels, a table holds single spectra: predict a cube, or train from single spectra"
              .formatted(side, side));
    }
    ModelIdentification identification = ModelIdentification.of(trained, resampling);
    this.inferred = Set.copyOf(identification.open(table.wavelengths()).inferred());
    this.resampler = identification.resampler(table.wavelengths(), new BitSet());
  }

  /** Components of the model that the spectra cannot show. */
  Set<String> inferred() {
    return inferred;
  }

  /** Predicts everything; the table is there whole or not at all. */
  void write(Path file, boolean classes) {
    try (CsvWriter csv = CsvWriter.create(file, columns(classes))) {
      for (int first = 0; first < table.size(); first += BATCH_MAX) {
        int count = Math.min(BATCH_MAX, table.size() - first);
        Prediction prediction = model.predict(rows(first, count));
        for (int row = 0; row < count; row++) {
          csv.row(cells(table.id(first + row), prediction, row));
        }
      }
      csv.commit();
    }
  }

  private List<String> columns(boolean classes) {
    List<String> columns = new ArrayList<>(List.of("id"));
    for (String name : model.names()) {
      columns.addAll(
          classes ? List.of("p_" + name) : List.of(name, name + "_lower", name + "_upper"));
    }
    columns.addAll(classes ? List.of("class", "confidence", "flags") : List.of("flags"));
    return columns;
  }

  /** Spectra of the table, on the model's bands. */
  Rows rows(int first, int count) {
    int bands = model.shape().bands();
    float[] values = new float[count * bands];
    for (int row = 0; row < count; row++) {
      float[] spectrum = table.spectrum(first + row);
      float[] fitting = resampler.map(it -> it.resample(spectrum)).orElse(spectrum);
      System.arraycopy(fitting, 0, values, row * bands, bands);
    }
    return new Rows(count, bands, values);
  }

  private List<String> cells(String id, Prediction prediction, int row) {
    List<String> cells = new ArrayList<>(List.of(id));
    switch (prediction.answer()) {
      case Answer.OfClasses classes -> addClasses(cells, classes, row);
      case Answer.OfCompositions parts -> addFractions(cells, parts, row);
    }
    cells.add(String.join(";", flags(prediction, row)));
    return cells;
  }

  private void addClasses(List<String> cells, Answer.OfClasses answer, int row) {
    for (int output = 0; output < model.names().size(); output++) {
      cells.add(number(answer.values().at(row, output)));
    }
    int best = answer.best(row);
    cells.add(best < 0 ? "" : model.names().get(best));
    cells.add(number(answer.confidence(row)));
  }

  private void addFractions(List<String> cells, Answer.OfCompositions answer, int row) {
    for (int output = 0; output < model.names().size(); output++) {
      cells.add(number(answer.values().at(row, output)));
      cells.add(number(answer.lower().at(row, output)));
      cells.add(number(answer.upper().at(row, output)));
    }
  }

  private List<String> flags(Prediction prediction, int row) {
    List<String> words = new ArrayList<>();
    Flags flags = prediction.flags();
    for (Flag flag : flags.of(row)) {
      words.add(flag.text().replace(' ', '-'));
    }
    if (unseen(prediction.answer(), row)) {
      words.add(PixelFlag.INFERRED.label());
    }
    return words;
  }

  /** Whether a substantial share of the answer is of what the spectra cannot show. */
  private boolean unseen(Answer answer, int row) {
    float share = 0;
    for (int output = 0; output < model.names().size(); output++) {
      share += inferred.contains(model.names().get(output)) ? answer.values().at(row, output) : 0;
    }
    return share >= ModelIdentification.SUBSTANTIAL;
  }

  private static String number(float value) {
    return Float.isNaN(value) ? "" : String.format(Locale.ROOT, "%.6f", value);
  }
}
