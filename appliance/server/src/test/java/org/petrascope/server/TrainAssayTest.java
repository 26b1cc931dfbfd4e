package org.petrascope.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How {@code train --labels} reads a laboratory's table, and what it refuses before any training.
 */
class TrainAssayTest {
  private static final double[] BANDS = RockTable.bands(1300, 2460, 20);
  private static final int SPECIMENS = 15;
  private static final String HEADER = "sample,hole,Kaolin (wt%),Calcite (wt%),Quartz (wt%)";

  @TempDir private Path folder;
  private final RockTable rocks = RockTable.of(2 * SPECIMENS, 1, BANDS);

  @BeforeEach
  void spectra() throws IOException {
    Logs.configure("error");
    Files.writeString(folder.resolve("s.csv"), rocks.csv());
  }

  /** The laboratory's table of the specimens, with the header's line. */
  private List<String> assays() {
    List<String> lines = new ArrayList<>(List.of(HEADER));
    for (int specimen = 0; specimen < SPECIMENS; specimen++) {
      lines.add(
          String.format(
              Locale.ROOT,
              "rock%d,H%d,%.2f,%.2f,%.2f",
              specimen,
              specimen % 5,
              100 * rocks.fraction(2 * specimen, 0),
              100 * rocks.fraction(2 * specimen, 1),
              100 * rocks.fraction(2 * specimen, 2)));
    }
    return lines;
  }

  private Shell train(String labels, String method, Object... more) {
    List<Object> args = new ArrayList<>(List.of("train", "--spectra", folder.resolve("s.csv")));
    args.addAll(List.of("--labels", folder.resolve(labels), "--assay", method));
    args.addAll(List.of("--join", "specimen", "--task", "abundance"));
    args.addAll(List.of("--models", "ridge", "--folds", 3, "--repeats", 1));
    args.addAll(List.of("--out", folder.resolve("m")));
    args.addAll(List.of(more));
    return Shell.run(args.toArray());
  }

  private void assertRefused(String method, List<String> lines, String... parts)
      throws IOException {
    Files.writeString(folder.resolve("lab.csv"), String.join("\n", lines));
    Shell said = train("lab.csv", method);
    assertEquals(1, said.code(), said.err());
    assertFalse(Files.exists(folder.resolve("m")));
    assertTrue(said.err().startsWith("petrascope train: "), said.err());
    for (String part : parts) {
      assertTrue(said.err().contains(part), part + " is not in: " + said.err());
    }
  }

  private JsonNode card() throws IOException {
    return Json.MAPPER.readTree(folder.resolve("m/card.json").toFile());
  }

  @Test
  void everyPhaseThatTheLaboratoryMeasuredIsLearnedWithItsError() throws IOException {
    Files.writeString(folder.resolve("lab.csv"), String.join("\n", assays()));
    Shell said = train("lab.csv", "xrd", "--group", "hole");
    assertEquals(0, said.code(), said.err());
    assertEquals("[\"Calcite\",\"Kaolinite\",\"Quartz\"]", card().path("names").toString());
    assertEquals(5, card().path("data").path("groups").asInt());
    JsonNode models = Json.MAPPER.readTree(folder.resolve("m/report.json").toFile()).path("models");
    assertTrue(models.get(0).path("mean").path("rmse").asDouble() < 0.08, models.toString());
    assertTrue(said.err().contains("\"Kaolin\" (field name) is read as Kaolinite"), said.err());
  }

  @Test
  void workbookIsReadAsTheSameTable() throws IOException {
    try (OutputStream out = Files.newOutputStream(folder.resolve("lab.xlsx"));
        Workbook workbook = new Workbook(out, "test", "1.0")) {
      Worksheet sheet = workbook.newWorksheet("XRD");
      List<String> lines = assays();
      for (int row = 0; row < lines.size(); row++) {
        String[] cells = lines.get(row).split(",");
        for (int column = 0; column < cells.length; column++) {
          if (row == 0 || column < 2) {
            sheet.value(row, column, cells[column]);
          } else {
            sheet.value(row, column, Double.parseDouble(cells[column]));
          }
        }
      }
    }
    assertEquals(0, train("lab.xlsx", "xrd", "--target", "Kaolinite").code());
    assertEquals("[\"Kaolinite\"]", card().path("names").toString());
    Shell unnamed =
        Shell.run(
            "train",
            "--spectra",
            folder.resolve("s.csv"),
            "--labels",
            folder.resolve("lab.xlsx"),
            "--target",
            "Kaolinite",
            "--task",
            "abundance",
            "--out",
            folder.resolve("n"));
    assertEquals(1, unnamed.code());
    assertTrue(unnamed.err().contains("--assay xrd or --assay xrf"), unnamed.err());
  }

  @Test
  void totalsOf130PerCentAreRefused() throws IOException {
    List<String> lines = assays();
    lines.set(2, "rock1,H1,60,40,30");
    assertRefused("xrd", lines, "lab.csv, row 3", "130");
  }

  @Test
  void negativeAmountsAndNumbersThatAreNoneAreRefusedTogether() throws IOException {
    List<String> lines = assays();
    lines.set(2, "rock1,H1,-5,75,30");
    lines.set(4, "rock3,H3,NaN,60,40");
    assertRefused(
        "xrd", lines, "row 3, column \"Kaolin (wt%)\"", "-5", "row 5, column \"Kaolin (wt%)\"");
  }

  @Test
  void unknownPhasesAreRefusedWithTheNearestOne() throws IOException {
    List<String> lines = assays();
    lines.set(0, HEADER.replace("Calcite", "Calcyte"));
    assertRefused("xrd", lines, "column \"Calcyte (wt%)\"", "did you mean Calcite?");
  }

  @Test
  void partsPerMillionUnderAHeaderOfPerCentAreRefused() throws IOException {
    List<String> lines = new ArrayList<>(List.of("sample,Cu (%)"));
    for (int specimen = 0; specimen < SPECIMENS; specimen++) {
      lines.add("rock%d,%d".formatted(specimen, 2000 + 100 * specimen));
    }
    assertRefused("xrf", lines, "column \"Cu (%)\"", "ppm");
  }

  @Test
  void samplesThatStandTwiceAreRefused() throws IOException {
    List<String> lines = assays();
    lines.add(lines.get(1));
    assertRefused("xrd", lines, "row 17", "rock0", "row 2");
  }

  @Test
  void phaseThatNeverVariesIsRefused() throws IOException {
    List<String> lines = new ArrayList<>(List.of("sample,Kaolinite (wt%),Quartz (wt%)"));
    for (int specimen = 0; specimen < SPECIMENS; specimen++) {
      lines.add("rock%d,30,70".formatted(specimen));
    }
    assertRefused("xrd", lines, "Kaolinite is 0.3 in all 30 rows", "Quartz is 0.7 in all 30 rows");
  }

  @Test
  void whatALaboratoryCannotTellIsWrongUsage() {
    Shell unit = train("lab.csv", "xrd", "--target-unit", "percent");
    assertEquals(2, unit.code(), unit.err());
    assertTrue(unit.err().contains("states its own"), unit.err());
    Shell method = train("lab.csv", "xrr");
    assertEquals(2, method.code(), method.err());
    assertTrue(method.err().contains("use xrd or xrf"), method.err());
  }

  /** The same checks of a plain table of labels, which nobody calls a laboratory's. */
  @Test
  void plainLabelsAreRefusedWithRowAndColumnAsWell() throws IOException {
    List<String> lines = new ArrayList<>(List.of("id,Cu (%)"));
    for (int row = 0; row < 2 * SPECIMENS; row++) {
      lines.add("s%d,%d".formatted(row, 2000 + 100 * row));
    }
    Files.writeString(folder.resolve("cu.csv"), String.join("\n", lines));
    Shell said =
        Shell.run(
            "train",
            "--spectra",
            folder.resolve("s.csv"),
            "--labels",
            folder.resolve("cu.csv"),
            "--target",
            "Cu (%)",
            "--task",
            "abundance",
            "--out",
            folder.resolve("m"));
    assertEquals(1, said.code(), said.err());
    assertTrue(said.err().contains("say percent, but reach 4900"), said.err());
    assertTrue(said.err().contains("row 31 (s29), column \"Cu (%)\""), said.err());
  }
}
