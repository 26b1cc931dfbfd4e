package org.petrascope.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code train} refuses before anything is trained: one plain sentence that names the place.
 */
class TrainRefusalTest {
  private static final double[] BANDS = RockTable.bands(1300, 2460, 40);
  private static final String ALL = "kaolinite,calcite,quartz";

  @TempDir private Path folder;
  private String[] lines = {};

  @BeforeEach
  void table() {
    Logs.configure("error");
    lines = RockTable.of(20, 1, BANDS).csv().split("\n");
  }

  private void cell(int row, String column, String text) {
    int index = List.of(lines[0].split(",")).indexOf(column);
    String[] cells = lines[row - 1].split(",");
    cells[index] = text;
    lines[row - 1] = String.join(",", cells);
  }

  private String refused(String target, Object... more) throws IOException {
    Path spectra = Files.writeString(folder.resolve("s.csv"), String.join("\n", lines));
    Path out = folder.resolve("model");
    List<Object> args =
        new ArrayList<>(
            List.of(
                "train",
                "--spectra",
                spectra,
                "--target",
                target,
                "--group",
                "specimen",
                "--out",
                out,
                "--models",
                "ridge",
                "--folds",
                3,
                "--repeats",
                1));
    args.addAll(List.of(more));
    if (!args.contains("--task")) {
      args.addAll(List.of("--task", "abundance"));
    }
    Shell said = Shell.run(args.toArray());
    assertEquals(1, said.code(), said.err());
    assertFalse(Files.exists(out));
    return said.err().lines().filter(line -> line.startsWith("petrascope")).findFirst().orElse("");
  }

  private static void assertContains(String message, String... parts) {
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
  }

  @Test
  void totalsOfMoreThanTheWholeAreNamed() throws IOException {
    cell(4, "kaolinite", "0.9");
    cell(4, "calcite", "0.4");
    cell(4, "quartz", "0.0");
    assertContains(refused(ALL), "s.csv, row 4 (s2)", "sum to 130.0 %", "correct the rows");
  }

  @Test
  void negativeAmountAndGapInASpectrumAreToldTogether() throws IOException {
    cell(3, "calcite", "-0.2");
    cell(7, "1340.0", "");
    assertContains(
        refused(ALL), "s.csv, row 3 (s1)", "of calcite", "s.csv, row 7 (s5)", "1340.0 nm");
  }

  @Test
  void targetThatNeverVariesAndClassOfOneAreNamed() throws IOException {
    for (int row = 2; row <= 21; row++) {
      cell(row, "quartz", "0.1");
      cell(row, "mineral", row == 9 ? "gypsum" : row % 2 == 0 ? "calcite" : "quartz");
    }
    assertContains(refused("quartz"), "quartz is 0.1 in all 20 rows");
    assertContains(
        refused("mineral", "--task", "classify"), "class gypsum has one member only", "row 9 (s7)");
  }

  @Test
  void secondTableOfOtherWavelengthsIsRefused() throws IOException {
    Path other =
        Files.writeString(
            folder.resolve("o.csv"), RockTable.of(4, 2, RockTable.bands(1300, 2460, 20)).csv());
    assertContains(refused(ALL, "--spectra", other), "o.csv has other wavelengths", "--resample");
  }

  @Test
  void sampleThatIsLabelledTwiceIsRefused() throws IOException {
    Path labels = Files.writeString(folder.resolve("l.csv"), "id,Cu_ppm\ns1,3\ns2,4\ns1,5\n");
    assertContains(
        refused("Cu_ppm", "--labels", labels),
        "l.csv, row 4, column \"id\": s1 stands in",
        "row 2 already");
  }

  @Test
  void labelsOfNoSpectrumAreRefused() throws IOException {
    Path labels = Files.writeString(folder.resolve("l.csv"), "id,Cu_ppm\nx1,3\nx2,4\n");
    assertContains(refused("Cu_ppm", "--labels", labels), "no spectrum has its labels", "--join");
  }

  @Test
  void emptyGroupAndTooFewGroupsAreRefused() throws IOException {
    cell(5, "specimen", "");
    assertContains(refused(ALL), "row 5 (s3), column \"specimen\" is empty");
    for (int row = 2; row <= 21; row++) {
      cell(row, "specimen", row % 2 == 0 ? "a" : "b");
    }
    assertContains(refused(ALL), "group");
  }

  @Test
  void folderOfSomethingElseIsRefusedFirst() throws IOException {
    Files.writeString(folder.resolve("note.txt"), "mine");
    Shell said =
        Shell.run(
            "train",
            "--spectra",
            "none.csv",
            "--target",
            "a",
            "--task",
            "abundance",
            "--out",
            folder);
    assertEquals(1, said.code());
    assertContains(said.err(), "holds something that is no model");
    assertTrue(Files.exists(folder.resolve("note.txt")));
  }

  @Test
  void unknownWordsAreWrongUsage() {
    for (List<String> words :
        List.of(
            List.of("--models", "rigde", "did you mean ridge?"),
            List.of("--models", "auto", "name its file with --experience"),
            List.of("--folds", "1", "1 folds"),
            List.of("--repeats", "0", "0 repeats"),
            List.of("--target-unit", "wt", "use fraction, percent or ppm"),
            List.of("--models", "gp-sharp", "is no kind of model for abundance"))) {
      Shell said =
          Shell.run(
              "train",
              "--spectra",
              "s.csv",
              "--target",
              "a",
              "--task",
              "abundance",
              "--out",
              folder.resolve("m"),
              words.get(0),
              words.get(1));
      assertEquals(2, said.code(), said.err());
      assertContains(said.err(), words.get(2));
    }
    assertEquals(
        2,
        Shell.run("train", "--spectra", "s", "--target", "a", "--task", "x", "--out", "o").code());
  }

  @Test
  void folderThatIsNoModelCannotPredict() {
    Shell said = Shell.run("predict", "--model", folder, "--spectra", "s.csv", "--out", "p.csv");
    assertEquals(1, said.code());
    assertEquals(1, said.err().lines().count(), said.err());
    assertContains(said.err(), "card.json");
  }
}
