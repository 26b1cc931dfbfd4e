package org.petrascope.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What models learn from published spectra of known composition, through the command line. */
@Tag("long")
class ModelNumbersTest {
  private static final Duration HANGS_AFTER = Duration.ofMinutes(60);
  static final List<String> PHASES =
      List.of("OL", "OPX", "CPX", "PLG").stream()
          .map(phase -> phase + " modal abundances normalised to silicates (vol%)")
          .toList();

  @TempDir Path folder;

  private JsonNode trained(Path spectra, Path model) throws Exception {
    var ended =
        Appliance.run(
            List.of("-Xmx4g"),
            HANGS_AFTER,
            "train",
            "--spectra",
            spectra.toString(),
            "--target",
            String.join(",", PHASES),
            "--task",
            "abundance",
            "--group",
            "specimen",
            "--models",
            "all",
            "--out",
            model.toString());
    assertEquals(0, ended.exit(), ended.err());
    return new ObjectMapper().readTree(model.resolve("report.json").toFile());
  }

  private static JsonNode model(JsonNode report, String name) {
    for (JsonNode model : report.path("models")) {
      if (model.path("name").asText().equals(name)) {
        return model;
      }
    }
    throw new AssertionError("the report has no model named " + name);
  }

  @Test
  void ensembleMissesTheFourPhasesByLessThanTwelveAndAHalfPoints() throws Exception {
    JsonNode report = trained(Data.file("relab/spectra.csv"), folder.resolve("model"));
    JsonNode ensemble = model(report, "ensemble");
    assertEquals(15, ensemble.path("folds").size());
    double rmse = ensemble.path("mean").path("rmse").asDouble();
    double coverage = ensemble.path("mean").path("coverage").asDouble();
    assertTrue(rmse <= 0.125, "RMSE " + rmse);
    assertTrue(coverage >= 0.85 && coverage <= 0.95, "coverage " + coverage);
  }

  @Test
  void specimensThatWereNotThereAreToldAsWellAsTheReportPromises() throws Exception {
    List<String> known = new ArrayList<>();
    List<String> unseen = new ArrayList<>();
    List<String> lines = Files.readAllLines(Data.file("relab/spectra.csv"));
    known.add(lines.getFirst());
    unseen.add(lines.getFirst());
    for (String quoted : lines.subList(1, lines.size())) {
      String line = plain(quoted);
      String specimen = line.split(",", -1)[3];
      (Math.floorMod(specimen.hashCode(), 5) == 0 ? unseen : known).add(line);
    }
    Path learned = Files.write(folder.resolve("known.csv"), known);
    Path asked = Files.write(folder.resolve("unseen.csv"), unseen);
    JsonNode report = trained(learned, folder.resolve("model"));
    Path told = folder.resolve("told.csv");
    var ended =
        Appliance.run(
            "predict",
            "--model",
            folder.resolve("model").toString(),
            "--spectra",
            asked.toString(),
            "--out",
            told.toString());
    assertEquals(0, ended.exit(), ended.err());
    Judged judged = judged(new CsvTable(told), new CsvTable(asked));
    double promised = model(report, "ensemble").path("mean").path("rmse").asDouble();
    assertTrue(judged.rmse <= promised + 0.03, judged + " where " + promised + " was promised");
    assertTrue(judged.coverage >= 0.8, judged.toString());
  }

  /** A row without quotes; a comma inside them becomes a semicolon. */
  private static String plain(String quoted) {
    StringBuilder line = new StringBuilder();
    boolean inside = false;
    for (int i = 0; i < quoted.length(); i++) {
      char c = quoted.charAt(i);
      inside ^= c == '"';
      if (c != '"') {
        line.append(inside && c == ',' ? ';' : c);
      }
    }
    return line.toString();
  }

  private record Judged(double rmse, double coverage) {}

  private static Judged judged(CsvTable told, CsvTable truth) {
    double squares = 0;
    int inside = 0;
    int count = 0;
    for (int row = 0; row < truth.rows.size(); row++) {
      int at = row;
      double sum = 0;
      for (String phase : PHASES) {
        sum += told.number(row, phase);
      }
      assertEquals(1, sum, 1e-5);
      if (PHASES.stream().anyMatch(phase -> truth.text(at, phase).isEmpty())) {
        continue;
      }
      for (String phase : PHASES) {
        double value = truth.number(row, phase);
        double off = told.number(row, phase) - value;
        squares += off * off;
        // The table rounds its intervals.
        boolean in =
            told.number(row, phase + "_lower") <= value + 1e-6
                && value <= told.number(row, phase + "_upper") + 1e-6;
        inside += in ? 1 : 0;
        count++;
      }
    }
    return new Judged(Math.sqrt(squares / count), (double) inside / count);
  }
}
