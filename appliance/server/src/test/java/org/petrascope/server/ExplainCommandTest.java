package org.petrascope.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.formats.CsvTable;

/** What a trained model and {@code predict --explain} say of where answers come from. */
class ExplainCommandTest {
  private static final double[] BANDS = RockTable.bands(1300, 2460, 20);

  @TempDir private static Path folder;
  private static Path model;

  @BeforeAll
  static void train() throws IOException {
    Path spectra = Files.writeString(folder.resolve("s.csv"), RockTable.of(80, 1, BANDS).csv());
    model = folder.resolve("model");
    Shell said =
        Shell.run(
            "train",
            "--spectra",
            spectra,
            "--target",
            "kaolinite,calcite,quartz",
            "--task",
            "abundance",
            "--group",
            "specimen",
            "--models",
            "ridge,plsr,gp",
            "--repeats",
            1,
            "--folds",
            4,
            "--out",
            model);
    assertEquals(0, said.code(), said.err());
  }

  @Test
  void folderSaysWhereInTheSpectrumEveryAnswerComesFrom() throws IOException {
    JsonNode models =
        Json.MAPPER.readTree(model.resolve("explanations.json").toFile()).path("models");
    JsonNode ensemble = models.get(models.size() - 1);
    assertEquals("ensemble", ensemble.path("name").asText());
    JsonNode calcite = ensemble.path("outputs").get(1);
    assertEquals("calcite", calcite.path("name").asText());
    assertEquals(BANDS.length, calcite.path("attribution").size());
    assertEquals(
        "Mg-OH and carbonate, 2300 to 2360 nm",
        calcite.path("features").get(0).path("name").asText(),
        calcite.path("features").toString());
  }

  @Test
  void everySpectrumIsExplainedOnRequest() throws IOException {
    Path table =
        Files.writeString(folder.resolve("explained.csv"), RockTable.of(70, 6, BANDS).csv());
    Path where = folder.resolve("where.csv");
    Path told = folder.resolve("told.csv");
    Shell said =
        Shell.run(
            "predict", "--model", model, "--spectra", table, "--out", told, "--explain", where);
    assertEquals(0, said.code(), said.err());
    CsvTable explained = CsvTable.read(where);
    assertEquals(3 * CsvTable.read(told).size(), explained.size());
    assertEquals(List.of("id", "output", "features", "1300.0"), explained.columns().subList(0, 4));
    for (int row = 0; row < explained.size(); row++) {
      assertEquals("s" + row / 3, explained.cell(row, "id"));
      assertEquals(RockTable.MINERALS.get(row % 3), explained.cell(row, "output"));
      double sizes = 0;
      for (int band = 0; band < BANDS.length; band++) {
        sizes += Math.abs(explained.number(row, 3 + band));
      }
      assertTrue(sizes > 0.3 && sizes < 1 + 1e-4, "sizes sum to " + sizes);
    }
  }

  @Test
  void explainingGoesWithTablesAlone() {
    Shell said =
        Shell.run(
            "predict",
            "--model",
            model,
            "--cube",
            "c.hdr",
            "--out",
            folder.resolve("c"),
            "--explain",
            folder.resolve("w.csv"));
    assertEquals(2, said.code());
    assertTrue(said.err().contains("--explain goes with --spectra"), said.err());
  }
}
