package org.petrascope.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.laboratory.Augmentation;
import org.petrascope.laboratory.PatchTruth;
import org.petrascope.learning.Compositions;
import org.petrascope.learning.Dataset;
import org.petrascope.learning.Progress;
import org.petrascope.learning.Rows;
import org.petrascope.learning.TrainingPlan;

/** What {@code train --patches} does with a patch database, and what it refuses. */
class TrainPatchesTest {
  @TempDir private Path folder;

  @BeforeEach
  void quiet() {
    Logs.configure("error");
  }

  private Shell train(Path database, String out, String task, Object... more) {
    List<Object> args =
        new ArrayList<>(
            List.of("train", "--patches", database, "--task", task, "--out", folder.resolve(out)));
    args.addAll(List.of("--folds", 3, "--repeats", 1));
    args.addAll(List.of(more));
    return Shell.run(args.toArray());
  }

  private JsonNode json(String model, String file) throws IOException {
    return Json.MAPPER.readTree(folder.resolve(model).resolve(file).toFile());
  }

  private static List<String> names(JsonNode models) {
    return StreamSupport.stream(models.spliterator(), false)
        .map(model -> model.path("name").asText())
        .toList();
  }

  private void assertRefused(Path database, String task, List<String> options, String... parts) {
    Shell said = train(database, "none", task, options.toArray());
    assertEquals(1, said.code(), said.err());
    assertEquals(1, said.err().lines().filter(line -> line.startsWith("petrascope")).count());
    for (String part : parts) {
      assertTrue(said.err().contains(part), part + " is not in: " + said.err());
    }
    assertFalse(Files.exists(folder.resolve("none")));
  }

  @Test
  void everyKindLearnsFromPatchesAndTheNetworkOfPatchesIsAmongThem() throws IOException {
    Path database = new PatchRocks().add(72, 3, 1, PatchRocks::label).write(folder.resolve("a.h5"));
    Shell said = train(database, "m", "classify", "--models", "ridge,cnn1d,cnn2d");
    assertEquals(0, said.code(), said.err());
    assertTrue(said.err().contains("72 patches of 3 x 3 pixels in 6 groups by hole"), said.err());
    JsonNode report = json("m", "report.json");
    assertEquals(List.of("ridge", "cnn1d", "cnn2d", "ensemble"), names(report.path("models")));
    for (JsonNode model : report.path("models")) {
      assertTrue(model.path("mean").path("accuracy").asDouble() > 0.75, model.toString());
    }
    JsonNode card = json("m", "card.json");
    assertEquals(3, card.path("patchSide").asInt());
    assertEquals(6, card.path("data").path("groups").asInt());
    String description = card.path("origin").path("dataDescription").asText();
    assertTrue(
        description.matches("a\\.h5 \\(SHA-256 of its content [0-9a-f]{64}\\)"), description);
    Path table = folder.resolve("s.csv");
    Files.writeString(table, RockTable.of(4, 1, RockTable.bands(1300, 2460, 20)).csv());
    Path told = folder.resolve("p.csv");
    Shell again =
        Shell.run("predict", "--model", folder.resolve("m"), "--spectra", table, "--out", told);
    assertEquals(1, again.code(), again.err());
    assertTrue(again.err().contains("takes patches of 3 x 3 pixels"), again.err());
  }

  @Test
  @Tag("long")
  void allKindsLearnFromPatchesOrSayWhyNot() throws IOException {
    Path database = new PatchRocks().add(60, 3, 1, PatchRocks::assay).write(folder.resolve("a.h5"));
    Shell said = train(database, "m", "abundance", "--models", "all");
    assertEquals(0, said.code(), said.err());
    JsonNode report = json("m", "report.json");
    assertEquals(
        List.of(
            "ridge",
            "plsr",
            "gp",
            "gp-plain",
            "extratrees",
            "xgboost",
            "cnn1d",
            "cnn2d",
            "ensemble"),
        names(report.path("models")),
        said.out());
    assertEquals(List.of("gp-sharp", "dl4j"), names(report.path("leftOut")), said.out());
    String preparation = json("m", "card.json").path("members").toString();
    assertTrue(preparation.contains("mean spectrum of the patch, then "), preparation);
  }

  @Test
  void singleSpectraLeaveTheNetworkOfPatchesOutWithTheReason() throws IOException {
    Path database = new PatchRocks().add(60, 1, 2, PatchRocks::assay).write(folder.resolve("a.h5"));
    Shell said =
        train(database, "m", "abundance", "--models", "ridge,cnn2d", "--group", "specimen");
    assertEquals(0, said.code(), said.err());
    assertTrue(said.out().contains("needs patches"), said.out());
    assertTrue(said.err().contains("60 patches of 1 x 1 pixels in 60 groups"), said.err());
    JsonNode card = json("m", "card.json");
    assertEquals("[\"Calcite\",\"Kaolinite\",\"Quartz\"]", card.path("names").toString());
    assertTrue(
        json("m", "report.json").path("models").get(0).path("mean").path("rmse").asDouble() < 0.08);
  }

  @Test
  void laboratoryErrorReachesTheIntervalsAndPatchesWithoutAResultAreLeftOut() throws IOException {
    PatchRocks rocks =
        new PatchRocks()
            .add(60, 1, 2, PatchRocks::assay)
            .add(6, 1, 3, PatchRocks::label)
            .add(6, 1, 4, (table, row) -> PatchRocks.oxide(0.5 + row / 100.0));
    Path database = rocks.write(folder.resolve("a.h5"));
    String[] options = {"--models", "ridge", "--target", "Kaolinite,Quartz", "--group", "specimen"};
    Shell said = train(database, "m", "abundance", (Object[]) options);
    assertEquals(0, said.code(), said.err());
    assertTrue(said.err().contains("12 of 72 patches have no XRD result"), said.err());
    assertRefused(
        database,
        "abundance",
        List.of("--models", "ridge", "--group", "specimen"),
        "results of XRD and of XRF",
        "--target");
    TrainingData data =
        new PatchOrder(
                database, 0, List.of("Kaolinite"), LearningTask.ABUNDANCE, PatchGroup.SPECIMEN)
            .read();
    Compositions target = (Compositions) data.data().target();
    assertEquals(0.02f, target.errors().at(5, 0));
    assertEquals("R0", data.data().group(0));
  }

  @Test
  void augmentationIsLearnedFromWrittenOnTheCardAndRepeatable() throws IOException {
    Path database = new PatchRocks().add(48, 3, 5, PatchRocks::assay).write(folder.resolve("a.h5"));
    String steps = "gain(sd=0.1) noise(snr=200) mix-linear(max=0.5,p=0.5)";
    Object[] options = {"--models", "ridge,plsr", "--group", "specimen"};
    List<Object> varied = new ArrayList<>(Arrays.asList(options));
    varied.addAll(List.of("--augment", steps));
    assertEquals(0, train(database, "plain", "abundance", options).code());
    assertEquals(0, train(database, "one", "abundance", varied.toArray()).code());
    assertEquals(0, train(database, "two", "abundance", varied.toArray()).code());
    assertEquals(json("one", "report.json"), json("two", "report.json"));
    assertNotEquals(
        json("plain", "report.json").path("predictionsHash"),
        json("one", "report.json").path("predictionsHash"));
    String told = json("one", "card.json").path("origin").path("augmentation").asText();
    assertTrue(told.startsWith("gain(sd=0.1) noise(snr=200.0) mix-linear(max=0.5,p=0.5), "), told);
    assertEquals("", json("plain", "card.json").path("origin").path("augmentation").asText());
    assertEquals(48, json("one", "card.json").path("data").path("rows").asInt());
  }

  @Test
  void databaseThatIsNotWholeIsRefused() throws IOException {
    Path database = new PatchRocks().add(12, 1, 6, PatchRocks::label).write(folder.resolve("a.h5"));
    byte[] bytes = Files.readAllBytes(database);
    Files.write(database, Arrays.copyOf(bytes, bytes.length - 1000));
    assertRefused(database, "classify", List.of(), "a.h5", "truncated", "take another copy");
    bytes[bytes.length / 2] ^= 1;
    Files.write(database, bytes);
    assertRefused(database, "classify", List.of(), "a.h5 was altered since it was written");
    assertRefused(folder.resolve("no.h5"), "classify", List.of(), "no.h5 does not exist");
  }

  @Test
  void gapsClassesOfOneAndConstantTargetsAreNamed() {
    PatchRocks rocks =
        new PatchRocks()
            .add(
                12,
                3,
                7,
                (table, row) -> new PatchTruth.Labelled(row == 36 ? "gypsum" : "b" + row % 2))
            .addWithGap(3, new PatchTruth.Labelled("b0"));
    assertRefused(
        rocks.write(folder.resolve("a.h5")),
        "classify",
        List.of(),
        "a.h5, patch 13 (scan scan-0, region R12, line 12, sample 0) has no value at 1340.0 nm",
        "class gypsum has one member only",
        "patch 5 (scan scan-4, region R4, line 4, sample 0)");
    Path same =
        new PatchRocks()
            .add(12, 3, 7, (table, row) -> PatchRocks.oxide(0.5))
            .write(folder.resolve("same.h5"));
    assertRefused(same, "abundance", List.of(), "SiO2 is 0.5 in all 12 rows");
  }

  @Test
  void whatTheDatabaseDoesNotHoldIsRefusedWithWhatItHolds() {
    Path database =
        new PatchRocks()
            .add(12, 1, 8, PatchRocks::assay)
            .add(12, 3, 8, PatchRocks::assay)
            .add(4, 4, 8, PatchRocks::assay)
            .write(folder.resolve("a.h5"));
    assertRefused(database, "abundance", List.of(), "12 of 1 x 1 pixels, 12 of 3 x 3", "--side");
    assertRefused(
        database, "abundance", List.of("--side", "5"), "no patches of 5 x 5 pixels: it has 12");
    assertRefused(
        database,
        "abundance",
        List.of("--side", "3", "--target", "Calcit"),
        "did you mean \"Calcite\"?");
  }

  @Test
  void patchesThatCannotBeLearnedFromAreRefused() {
    Path database = new PatchRocks().add(12, 3, 8, PatchRocks::assay).write(folder.resolve("a.h5"));
    assertRefused(
        database,
        "abundance",
        List.of("--side", "3", "--group", "formation"),
        "patch 2 (scan scan-1, region R1,",
        "its formation is not known");
    assertRefused(
        database,
        "abundance",
        List.of("--side", "3", "--augment", "noise(snr=100/200)"),
        "noise states 2 signal-to-noise ratios for 59 bands");
    assertRefused(
        new PatchRocks().add(12, 4, 8, PatchRocks::assay).write(folder.resolve("even.h5")),
        "abundance",
        List.of(),
        "4 x 4 pixels, which have no middle");
    assertRefused(
        new PatchRocks().write(folder.resolve("empty.h5")),
        "classify",
        List.of(),
        "empty.h5 holds no patches");
    assertRefused(
        new PatchRocks().add(9, 1, 1, PatchRocks::label).write(folder.resolve("l.h5")),
        "abundance",
        List.of(),
        "none of 9 patches",
        "has a laboratory's result");
  }

  @Test
  void optionsThatDoNotGoTogetherAreWrongUsage() {
    Path database = folder.resolve("a.h5");
    List<List<Object>> wrong =
        List.of(
            List.of("--spectra", "s.csv", "--spectra is for tables"),
            List.of("--resample", "--target", "a", "--resample is for tables"),
            List.of("--side", "2", "no middle"),
            List.of("--group", "hol", "did you mean hole?"),
            List.of("--augment", "gian(sd=1)", "did you mean gain?"));
    for (List<Object> options : wrong) {
      int last = options.size() - 1;
      Shell said = train(database, "m", "abundance", options.subList(0, last).toArray());
      assertEquals(2, said.code(), said.err());
      assertTrue(said.err().contains(options.get(last).toString()), said.err());
    }
    Shell target = train(database, "m", "classify", "--target", "mineral");
    assertEquals(2, target.code(), target.err());
    assertTrue(target.err().contains("one label each"), target.err());
    Shell nothing = Shell.run("train", "--task", "classify", "--out", folder.resolve("m"));
    assertEquals(2, nothing.code(), nothing.err());
    assertTrue(nothing.err().contains("--spectra, or a database with --patches"), nothing.err());
  }

  @Test
  void copiesAreOfTheRowsThatWereGivenAlone() {
    // A trainer that counts: twice the rows, and none of a group that it was not given.
    PatchRocks rocks = new PatchRocks().add(24, 1, 9, PatchRocks::assay);
    TrainingData data =
        new PatchOrder(
                rocks.write(folder.resolve("a.h5")),
                0,
                List.of(),
                LearningTask.ABUNDANCE,
                PatchGroup.HOLE)
            .read();
    int[] chosen = IntStream.range(0, 12).toArray();
    Dataset given = data.data().select(chosen);
    GrownRows inner = new GrownRows();
    AugmentedTrainer trainer =
        new AugmentedTrainer(inner, Augmentation.parse("mix-linear(max=0.5,p=1)"));
    trainer.train(given, TrainingPlan.seeded(3), Progress.SILENT);
    Dataset seen = inner.seen();
    assertEquals(24, seen.size());
    assertEquals(given.rows(), seen.rows().select(chosen));
    assertTrue(given.groups().containsAll(seen.groups()));
    Rows fractions = ((Compositions) seen.target()).fractions();
    for (int row = 0; row < 24; row++) {
      float sum = fractions.at(row, 0) + fractions.at(row, 1) + fractions.at(row, 2);
      assertEquals(1, sum, 1e-5);
    }
    assertNotEquals(fractions.at(0, 0), fractions.at(12, 0));
  }
}
