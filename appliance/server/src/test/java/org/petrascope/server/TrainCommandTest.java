package org.petrascope.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.formats.CsvTable;
import org.petrascope.formats.EnviHeader;
import org.petrascope.formats.EnviLayout;
import org.petrascope.formats.EnviType;
import org.petrascope.formats.EnviWriter;
import org.petrascope.formats.Interleave;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.Wavelengths;

/** What {@code train} and {@code predict} do with good tables. */
class TrainCommandTest {
  private static final double[] BANDS = RockTable.bands(1300, 2460, 20);
  private static final int ROWS = 80;

  @TempDir private static Path folder;
  private static Path spectra;
  private static Path model;

  @BeforeAll
  static void train() throws IOException {
    Logs.configure("error");
    spectra = write("s.csv", RockTable.of(ROWS, 1, BANDS).csv());
    model = folder.resolve("model");
    Shell said =
        Shell.run(trainArguments("kaolinite,calcite,quartz", "abundance", model).toArray());
    assertEquals(0, said.code(), said.err());
    assertTrue(said.out().contains("RMSE %"), said.out());
    assertTrue(said.out().contains("the ensemble"), said.out());
  }

  private static List<Object> trainArguments(String target, String task, Path out) {
    return new ArrayList<>(
        List.of(
            "train",
            "--spectra",
            spectra,
            "--target",
            target,
            "--task",
            task,
            "--group",
            "specimen",
            "--models",
            "ridge,plsr,gp",
            "--repeats",
            1,
            "--folds",
            4,
            "--out",
            out));
  }

  private static Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static CsvTable predicted(Path model, Path table, String... more) {
    Path out = table.resolveSibling("p-" + table.getFileName());
    List<Object> args =
        new ArrayList<>(List.of("predict", "--model", model, "--spectra", table, "--out", out));
    args.addAll(List.of(more));
    Shell said = Shell.run(args.toArray());
    assertEquals(0, said.code(), said.err());
    return CsvTable.read(out);
  }

  @Test
  void folderHoldsReportCardAndModel() throws IOException {
    JsonNode report = Json.MAPPER.readTree(model.resolve("report.json").toFile());
    assertEquals(4, report.path("models").size());
    assertEquals(4, report.path("models").get(0).path("folds").size());
    assertTrue(report.path("models").get(3).path("mean").path("rmse").asDouble() < 0.08);
    JsonNode card = Json.MAPPER.readTree(model.resolve("card.json").toFile());
    assertEquals("model", card.path("origin").path("name").asText());
    assertEquals("s.csv", card.path("origin").path("dataDescription").asText());
    assertTrue(Files.isDirectory(model.resolve("members")));
  }

  @Test
  void predictionsCloseInsideIntervalsThatHoldTheTruth() throws IOException {
    RockTable unseen = RockTable.of(40, 2, BANDS);
    CsvTable told = predicted(model, write("unseen.csv", unseen.csv()));
    assertEquals(
        List.of("id", "kaolinite", "kaolinite_lower", "kaolinite_upper"),
        told.columns().subList(0, 4));
    assertEquals("flags", told.columns().getLast());
    int inside = 0;
    for (int row = 0; row < told.size(); row++) {
      double sum = 0;
      for (int m = 0; m < 3; m++) {
        double value = told.number(row, 1 + 3 * m);
        double lower = told.number(row, 2 + 3 * m);
        double upper = told.number(row, 3 + 3 * m);
        sum += value;
        assertTrue(0 <= lower && lower <= value && value <= upper && upper <= 1);
        inside += lower <= unseen.fraction(row, m) && unseen.fraction(row, m) <= upper ? 1 : 0;
      }
      assertEquals(1, sum, 1e-5);
    }
    assertTrue(inside > 0.75 * 120, inside + " of 120 are inside");
  }

  @Test
  void whatTheSensorCannotSeeIsFlaggedAsInferred() throws IOException {
    RockTable unseen = RockTable.of(40, 2, BANDS);
    CsvTable told = predicted(model, write("inferred.csv", unseen.csv()));
    for (int row = 0; row < told.size(); row++) {
      boolean much = told.number(row, told.column("quartz")) >= 0.2;
      assertEquals(much, told.cell(row, "flags").contains("inferred"), "row " + row);
    }
  }

  @Test
  void spectrumWithAGapGetsNoAnswerAndAFlag() throws IOException {
    String[] lines = RockTable.of(4, 3, BANDS).csv().split("\n");
    lines[2] = lines[2].replaceFirst(",[0-9.]+$", ",");
    CsvTable told = predicted(model, write("gap.csv", String.join("\n", lines)));
    assertEquals("", told.cell(1, "kaolinite"));
    assertEquals("no-data", told.cell(1, "flags"));
    assertFalse(told.cell(0, "kaolinite").isEmpty());
  }

  @Test
  void otherWavelengthsAreRefusedUnlessResamplingIsAllowed() throws IOException {
    RockTable finer = RockTable.of(20, 4, RockTable.bands(1290, 2470, 10));
    Path table = write("finer.csv", finer.csv());
    Path out = folder.resolve("none.csv");
    Shell said = Shell.run("predict", "--model", model, "--spectra", table, "--out", out);
    assertEquals(1, said.code());
    assertTrue(said.err().contains("does not fit"), said.err());
    assertTrue(said.err().contains("resample"), said.err());
    assertFalse(Files.exists(out));
    CsvTable told = predicted(model, table, "--resample");
    for (int row = 0; row < told.size(); row++) {
      assertEquals(finer.fraction(row, 0), told.number(row, 1), 0.2);
    }
  }

  @Test
  void cubeGetsMineralsAbundancesAndTheirIntervals() throws IOException {
    RockTable pixels = RockTable.of(12, 5, BANDS);
    Path cube = folder.resolve("cube.hdr");
    EnviLayout layout =
        EnviLayout.of(new CubeShape(0, 4, BANDS.length), Interleave.BIP, EnviType.FLOAT32);
    EnviHeader header = EnviHeader.of(layout).with(Wavelengths.ofNanometres(BANDS));
    try (EnviWriter writer = EnviWriter.create(cube, header)) {
      writer.append(pixels.bip(), 3);
      writer.commit();
    }
    Path out = folder.resolve("maps");
    Shell said = Shell.run("predict", "--model", model, "--cube", cube, "--out", out, "--json");
    assertEquals(0, said.code(), said.err());
    assertEquals(12, Json.MAPPER.readTree(said.out()).path("pixels").asInt());
    for (String name : List.of("minerals", "abundances", "abundances-lower", "flags")) {
      assertTrue(Files.exists(out.resolve(name + ".hdr")), name);
    }
    assertEquals(
        RockTable.MINERALS,
        EnviHeader.read(out.resolve("abundances.hdr")).names(EnviHeader.Names.BANDS));
  }

  @Test
  void classesOfATableOfTheirOwnAreLearned() throws IOException {
    Path labels = write("labels.csv", RockTable.of(ROWS, 1, BANDS).labels());
    List<Object> args = trainArguments("mineral", "classify", folder.resolve("classes"));
    args.addAll(List.of("--labels", labels, "--join", "id", "--json"));
    Shell said = Shell.run(args.toArray());
    assertEquals(0, said.code(), said.err());
    JsonNode models = Json.MAPPER.readTree(said.out()).path("report").path("models");
    assertTrue(models.get(3).path("mean").path("accuracy").asDouble() > 0.8, said.out());
    CsvTable told = predicted(folder.resolve("classes"), spectra);
    assertEquals(
        List.of("id", "p_calcite", "p_kaolinite", "p_quartz", "class", "confidence", "flags"),
        told.columns());
    int right = 0;
    RockTable truth = RockTable.of(ROWS, 1, BANDS);
    for (int row = 0; row < ROWS; row++) {
      right += told.cell(row, "class").equals(truth.label(row)) ? 1 : 0;
    }
    assertTrue(right > 0.8 * ROWS, right + " of " + ROWS);
  }

  @Test
  void sameSeedGivesTheSamePredictionsAndReplacesTheModel() throws IOException {
    Path again = Files.createDirectory(folder.resolve("again"));
    for (int time = 0; time < 2; time++) {
      Shell said =
          Shell.run(trainArguments("kaolinite,calcite,quartz", "abundance", again).toArray());
      assertEquals(0, said.code(), said.err());
      assertEquals(
          Json.MAPPER.readTree(model.resolve("report.json").toFile()),
          Json.MAPPER.readTree(again.resolve("report.json").toFile()));
    }
  }

  @Test
  void modelOfAnotherSiteIsGoneOnFrom() throws IOException {
    Path first = folder.resolve("first");
    List<Object> args = trainArguments("kaolinite,calcite,quartz", "abundance", first);
    args.set(args.indexOf("ridge,plsr,gp"), "ridge");
    assertEquals(0, Shell.run(args.toArray()).code());
    Path next = folder.resolve("next");
    args.set(args.indexOf(first), next);
    args.addAll(List.of("--warm-start", first, "--license", "CC-BY-4.0"));
    Shell said = Shell.run(args.toArray());
    assertEquals(0, said.code(), said.err());
    JsonNode origin = Json.MAPPER.readTree(next.resolve("card.json").toFile()).path("origin");
    assertTrue(origin.path("parents").get(0).asText().startsWith("first "), origin.toString());
    assertEquals("CC-BY-4.0", origin.path("licence").asText());
  }

  @Test
  void experienceChoosesAmongTheKindsOnLikeData() throws IOException {
    Path experience = folder.resolve("sites/experience.json");
    List<Object> args =
        trainArguments("kaolinite,calcite,quartz", "abundance", folder.resolve("e"));
    args.set(args.indexOf("ridge,plsr,gp"), "ridge,plsr,gp,gp-plain,extratrees");
    args.addAll(List.of("--experience", experience));
    assertEquals(0, Shell.run(args.toArray()).code());
    args.set(args.indexOf("ridge,plsr,gp,gp-plain,extratrees"), "auto");
    Shell said = Shell.run(args.toArray());
    assertEquals(0, said.code(), said.err());
    assertTrue(said.err().contains("left out: others did better on data like these"), said.err());
    JsonNode kept = Json.MAPPER.readTree(experience.toFile()).path("experiences");
    assertEquals(2, kept.size());
    assertEquals(4, kept.get(1).path("losses").size());
  }

  @Test
  void libraryTeachesGroupsThatTheTableDoesNotHold() throws IOException {
    StringBuilder table = new StringBuilder();
    String[] lines = RockTable.of(ROWS, 1, BANDS).csv().split("\n");
    for (String line : lines) {
      table.append(
          line.replace(",kaolinite,0", ",KAOLIN,0")
              .replace(",calcite,0", ",CARBONATE,0")
              .replace(",quartz,0", ",INVALID,0"));
      table.append('\n');
    }
    Path groups = write("groups.csv", table.toString());
    Path library = write("library.csv", library());
    Path out = folder.resolve("groups");
    Shell said =
        Shell.run(
            "train",
            "--spectra",
            groups,
            "--target",
            "mineral",
            "--task",
            "classify",
            "--group",
            "specimen",
            "--models",
            "ridge",
            "--repeats",
            1,
            "--folds",
            4,
            "--library",
            library,
            "--out",
            out);
    assertEquals(0, said.code(), said.err());
    assertTrue(said.err().contains("spectra have no class in column \"mineral\""), said.err());
    JsonNode card = Json.MAPPER.readTree(out.resolve("card.json").toFile());
    assertEquals("[\"CARBONATE\",\"KAOLIN\",\"WHITE-MICA\"]", card.path("names").toString());
  }

  /** Two micas, and one record of a clay that is too few for a class. */
  private static String library() {
    StringBuilder text = new StringBuilder("name");
    for (double nm : BANDS) {
      text.append(',').append(nm);
    }
    for (String record : List.of("Muscovite_1", "Muscovite_2", "Montmorillonite_1")) {
      text.append('\n').append(record);
      for (double nm : BANDS) {
        double depth = 0.3 * Math.exp(-Math.pow((nm - 2195) / 30, 2) / 2);
        text.append(',').append(0.6 * (1 - depth) + record.length() * 1e-4 * (nm - 2000));
      }
    }
    return text.append('\n').toString();
  }
}
