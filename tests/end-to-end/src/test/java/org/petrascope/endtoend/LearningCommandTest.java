package org.petrascope.endtoend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training and predicting as a user starts them: what repeats, what is said, what is optional. */
class LearningCommandTest {
  private static final String EVERY_KIND = "all";
  private static final List<String> WITHOUT_DL4J = List.of("-cp", Appliance.distribution("lib"));

  @TempDir private static Path folder;
  private static Path spectra;
  private static Path first;
  private static Appliance.Ended trained;

  @BeforeAll
  static void train() throws Exception {
    spectra = Files.writeString(folder.resolve("s.csv"), SpectraOfMixtures.csv(40, 1));
    first = folder.resolve("first");
    trained = train(List.of(), first, EVERY_KIND, 1);
    assertEquals(0, trained.exit(), trained.err());
  }

  private static Appliance.Ended train(List<String> jvmOptions, Path out, String models, int seed)
      throws Exception {
    return Appliance.run(
        jvmOptions,
        Appliance.AT_MOST,
        "train",
        "--spectra",
        spectra.toString(),
        "--target",
        "mineral",
        "--task",
        "classify",
        "--group",
        "specimen",
        "--models",
        models,
        "--folds",
        "2",
        "--repeats",
        "1",
        "--seed",
        String.valueOf(seed),
        "--out",
        out.toString());
  }

  private static Appliance.Ended predict(List<String> jvmOptions, Path model, Path out)
      throws Exception {
    return Appliance.run(
        jvmOptions,
        Appliance.AT_MOST,
        "predict",
        "--model",
        model.toString(),
        "--spectra",
        spectra.toString(),
        "--out",
        out.toString());
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }

  @Test
  void anotherProcessWithTheSameSeedWritesTheSameReport() throws Exception {
    Path again = folder.resolve("again");
    assertEquals(0, train(List.of(), again, EVERY_KIND, 1).exit());
    for (String file : List.of("report.json", "explanations.json")) {
      assertArrayEquals(
          Files.readAllBytes(first.resolve(file)), Files.readAllBytes(again.resolve(file)), file);
    }
  }

  @Test
  void anotherSeedWritesAnotherReportAlsoWithoutWhatIsOptional() throws Exception {
    Path other = folder.resolve("other");
    assertEquals(0, train(WITHOUT_DL4J, other, "ridge,extratrees", 1).exit());
    JsonNode before = json(other.resolve("report.json"));
    assertEquals(0, train(WITHOUT_DL4J, other, "ridge,extratrees", 2).exit());
    JsonNode after = json(other.resolve("report.json"));
    assertFalse(before.path("predictionsHash").equals(after.path("predictionsHash")));
    assertFalse(before.path("models").equals(after.path("models")));
  }

  @Test
  void librariesOfTheBackendsSayNothingOnStandardError() throws Exception {
    assertEquals("", trained.err());
    Appliance.Ended told = predict(List.of(), first, folder.resolve("told.csv"));
    assertEquals(0, told.exit(), told.err());
    assertEquals("", told.err());
  }

  @Test
  void cardSaysWhichVersionsComputed() throws IOException {
    JsonNode versions = json(first.resolve("card.json")).path("origin").path("versions");
    List<String> names = new ArrayList<>();
    versions.fieldNames().forEachRemaining(names::add);
    assertEquals(List.of("java", "petrascope", "tensorflow", "xgboost"), names);
    versions.forEach(
        version -> assertTrue(version.asText().matches("\\d+\\..*"), versions::toString));
  }

  @Test
  void everyKindThatIsLeftOutIsToldWithTheReason() {
    for (String left :
        List.of("cnn2d, ", "dl4j, only by name", "gp-plain, it tells compositions only")) {
      assertTrue(trained.out().contains("left out: " + left), trained.out());
    }
  }

  @Test
  void deeplearning4jLearnsByNameAndItsModelPredicts() throws Exception {
    Path model = folder.resolve("dl4j");
    Appliance.Ended ended = train(List.of(), model, "dl4j", 1);
    assertEquals(0, ended.exit(), ended.err());
    assertEquals("", ended.err());
    JsonNode report = json(model.resolve("report.json"));
    assertEquals("dl4j", report.path("models").get(0).path("name").asText());
    JsonNode versions = json(model.resolve("card.json")).path("origin").path("versions");
    assertTrue(versions.has("deeplearning4j") && versions.has("nd4j"), versions.toString());
    assertEquals(0, predict(List.of(), model, folder.resolve("by-dl4j.csv")).exit());

    Appliance.Ended without = predict(WITHOUT_DL4J, model, folder.resolve("none.csv"));
    assertEquals(1, without.exit());
    assertTrue(without.err().contains("Deeplearning4j is not installed here"), without.err());
  }

  @Test
  void withoutItsFolderDeeplearning4jIsMissedInOneSentence() throws Exception {
    Appliance.Ended ended = train(WITHOUT_DL4J, folder.resolve("missing"), "dl4j", 1);
    assertEquals(1, ended.exit());
    assertTrue(
        ended.sentence().contains("Deeplearning4j is not installed here: put the folder dl4j"),
        ended.err());
    assertEquals(1, ended.err().lines().count(), ended.err());
  }
}
