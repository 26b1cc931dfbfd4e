package org.petrascope.endtoend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.formats.SpectralLibraries;
import org.petrascope.spectral.SpectralLibrary;

/** Where in published spectra models look, and that a training on them repeats. */
@Tag("long")
class ExplainedNumbersTest {
  private static final Duration HANGS_AFTER = Duration.ofMinutes(60);
  private static final List<String> PHASES = ModelNumbersTest.PHASES;
  private static final Set<String> MINERALS =
      Set.of(
          "Kaolinite",
          "Alunite",
          "Calcite",
          "Muscovite",
          "Gypsum",
          "Montmorillonite",
          "Clinochlore",
          "Goethite",
          "Hematite",
          "Olivine");
  private static final double FROM_NM = 400;
  private static final double TO_NM = 2480;

  @TempDir Path folder;

  private static void train(Path out, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("train", "--out", out.toString()));
    all.addAll(List.of(arguments));
    var ended = Appliance.run(List.of("-Xmx4g"), HANGS_AFTER, all.toArray(String[]::new));
    assertEquals(0, ended.exit(), ended.err());
  }

  /** A model's outputs in the order they were learned. */
  private static JsonNode outputs(Path folder, String model) throws Exception {
    for (JsonNode explained : explanations(folder).path("models")) {
      if (explained.path("name").asText().equals(model)) {
        return explained.path("outputs");
      }
    }
    throw new AssertionError(model + " is not explained");
  }

  private static JsonNode explanations(Path model) throws Exception {
    return new ObjectMapper().readTree(model.resolve("explanations.json").toFile());
  }

  /**
   * What of an output's attribution falls between two wavelengths, as a multiple of an even spread.
   */
  private static double density(Path model, JsonNode output, double fromNm, double toNm)
      throws Exception {
    JsonNode centres = explanations(model).path("centresNm");
    double share = 0;
    int inside = 0;
    for (int band = 0; band < centres.size(); band++) {
      double nm = centres.get(band).asDouble();
      if (nm >= fromNm && nm <= toNm) {
        share += output.path("attribution").get(band).asDouble();
        inside++;
      }
    }
    return share * centres.size() / inside;
  }

  private static JsonNode output(Path folder, String name) throws Exception {
    return output(folder, "ensemble", name);
  }

  private static JsonNode output(Path folder, String model, String name) throws Exception {
    for (JsonNode output : outputs(folder, model)) {
      if (output.path("name").asText().equals(name)) {
        return output;
      }
    }
    throw new AssertionError(name + " is not explained by " + model);
  }

  private static Set<String> densest(JsonNode output, int count) {
    Set<String> names = new TreeSet<>();
    for (int i = 0; i < count; i++) {
      names.add(output.path("features").get(i).path("name").asText());
    }
    return names;
  }

  @Test
  void clayMineralsAreToldByTheirOwnAbsorptions() throws Exception {
    Path table = Files.writeString(folder.resolve("library.csv"), table());
    Path model = folder.resolve("classes");
    train(
        model,
        "--spectra",
        table.toString(),
        "--target",
        "mineral",
        "--task",
        "classify",
        "--group",
        "specimen",
        "--models",
        "ridge,gp,extratrees,xgboost",
        "--folds",
        "3",
        "--repeats",
        "1");
    for (String linear : List.of("ridge", "gp")) {
      JsonNode kaolinite = output(model, linear, "Kaolinite");
      assertEquals(
          Set.of(
              "Al-OH of kaolinite, alunite and pyrophyllite",
              "Al-OH, 2200 nm",
              "hydroxyl, first overtone"),
          densest(kaolinite, 3),
          linear);
      // A slope is used beside the middle of the doublet, on its flanks.
      assertTrue(density(model, kaolinite, 2120, 2240) > 5, linear);
    }
    // Trees, which the ensemble leans on, take the fall towards the hydroxyl band as well.
    JsonNode kaolinite = output(model, "Kaolinite");
    assertEquals(Set.of("hydroxyl, first overtone"), densest(kaolinite, 1));
    assertTrue(density(model, kaolinite, 2120, 2240) > 2);
    assertTrue(density(model, output(model, "Calcite"), 2235, 2400) > 4);
    assertEquals(Set.of("water, 1900 nm"), densest(output(model, "Montmorillonite"), 1));
  }

  /** Measured records of the minerals, one row each, specimens by their names. */
  private static String table() {
    SpectralLibrary library = SpectralLibraries.read(Data.file("usgs-splib07/s07_AV95.hdr"));
    StringBuilder text = new StringBuilder("id,specimen,mineral");
    List<Integer> bands = new ArrayList<>();
    for (int band = 0; band < library.wavelengths().count(); band++) {
      double nm = library.wavelengths().centreNm(band);
      if (nm >= FROM_NM && nm <= TO_NM) {
        bands.add(band);
        text.append(String.format(Locale.ROOT, ",%.2f", nm));
      }
    }
    for (int record = 0; record < library.size(); record++) {
      String[] words = library.record(record).split("\\s+");
      String mineral = words[0].split("_")[0];
      float[] values = library.reflectance(record);
      boolean whole = bands.stream().allMatch(band -> values[band] > 0 && values[band] < 2);
      if (MINERALS.contains(mineral) && words.length > 1 && whole) {
        text.append("\nr%d,%s %s,%s".formatted(record, words[0], words[1], mineral));
        bands.forEach(band -> text.append(',').append(values[band]));
      }
    }
    return text.append('\n').toString();
  }

  @Test
  void maficMineralsAreToldByTheirIron() throws Exception {
    Path model = folder.resolve("abundances");
    trainPhases(model, "ridge,gp,gp-plain,extratrees,xgboost");
    double olivine = density(model, output(model, PHASES.get(0)), 850, 1300);
    assertTrue(olivine > 1.5, "olivine " + olivine);
    for (String pyroxene : PHASES.subList(1, 3)) {
      double density = density(model, output(model, pyroxene), 900, 1050);
      assertTrue(density > 1.8, pyroxene + " " + density);
    }
  }

  @Test
  void trainingRepeatsToTheByteWithEveryKind() throws Exception {
    Path one = folder.resolve("one");
    Path other = folder.resolve("other");
    trainPhases(one, "all");
    trainPhases(other, "all");
    for (String file : List.of("report.json", "explanations.json")) {
      assertArrayEquals(
          Files.readAllBytes(one.resolve(file)), Files.readAllBytes(other.resolve(file)), file);
    }
  }

  private static void trainPhases(Path model, String kinds) throws Exception {
    train(
        model,
        "--spectra",
        Data.file("relab/spectra.csv").toString(),
        "--target",
        String.join(",", PHASES),
        "--task",
        "abundance",
        "--group",
        "specimen",
        "--models",
        kinds,
        "--folds",
        "2",
        "--repeats",
        "1");
  }
}
