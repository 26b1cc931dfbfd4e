package org.petrascope.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models and libraries that the fleet signed, put to use on a running box by consent alone. */
class ModelDeliveryTest {
  @TempDir private static Path folder;
  private static ScannedBox box;

  @BeforeAll
  static void scanABoxAndInitTheFleet() throws Exception {
    box = ScannedBox.scan(folder, 24);
    Files.createDirectories(folder.resolve("home"));
    Files.writeString(
        folder.resolve("update.yaml"),
        """
        version: 1
        data: data
        http: {port: %d}
        stations:
          - id: core
            camera: {address: 127.0.0.1}
        update: {home: home, root: repository/1.root.json, source: repository, hardware: x86_64, box: b}
        """
            .formatted(box.root().getPort()));
    Shell.fleet(folder, "init");
  }

  @AfterAll
  static void stop() {
    box.close();
  }

  private static Shell update(Object... words) {
    List<Object> all = new ArrayList<>(List.of("update"));
    all.addAll(List.of(words));
    all.addAll(List.of("--config", folder.resolve("update.yaml")));
    return Shell.run(all.toArray());
  }

  private static String done(Object... words) {
    return update(words).well().out();
  }

  private static void requireFailure(String why, Object... words) {
    Shell said = update(words);
    assertEquals(1, said.code(), said.out());
    assertTrue(said.err().contains(why), said.err());
  }

  /** Signs a release and gives it to all boxes. */
  private static void release(String kind, String name, String version, Path content) {
    Shell.fleet(
        folder,
        "release",
        "--kind",
        kind,
        "--name",
        name,
        "--release",
        version,
        "--content",
        content);
    Shell.fleet(
        folder,
        "publish",
        "--kind",
        kind,
        "--name",
        name,
        "--release",
        version,
        "--ring",
        "all=100");
    done("download");
  }

  /** A model for these bands, trained on another machine. */
  private static Path model(String name, double[] bands) throws IOException {
    Path table = folder.resolve(name + ".csv");
    Files.writeString(table, RockTable.of(40, 1, bands).csv());
    return Shell.train(table, folder.resolve("trained-" + name));
  }

  private static double[] cameraBands() throws Exception {
    JsonNode bands = box.json("/stations/core/camera").path("capabilities").path("wavelengthsNm");
    return StreamSupport.stream(bands.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }

  private static String state(String model) throws Exception {
    for (JsonNode known : box.json("/models")) {
      if (known.path("name").asText().equals(model)) {
        return known.path("state").asText();
      }
    }
    return "unknown";
  }

  @Test
  void modelIsPutToUseOnlyWhenSomebodyAgreed() throws Exception {
    release("model", "pilbara", "7", model("pilbara", cameraBands()));
    requireFailure("nobody has agreed", "install", "--release", "7");
    assertEquals("unknown", state("trained-pilbara"));
    done("approve", "--by", "Mira", "--release", "7");
    assertEquals(
        "scans are interpreted by pilbara 7 from now on", done("install", "--release", "7"));
    assertEquals("active", state("trained-pilbara"));
    assertEquals(
        "model", box.json("/stations/core/camera").path("settings").path("method").asText());
    requireFailure("release 7 is not offered", "install", "--release", "7");
  }

  /** What was cut off after the model was taken in is ended by the next attempt. */
  @Test
  void modelThatTheCameraCannotServeIsNotPutToUseAndSaysWhyEveryTime() throws Exception {
    release("model", "few", "8", model("few", RockTable.bands(1300, 2300, 20)));
    done("approve", "--by", "Mira", "--release", "8");
    for (int attempt = 0; attempt < 2; attempt++) {
      requireFailure("station core: model trained-few", "install", "--release", "8");
      assertEquals("candidate", state("trained-few"));
    }
    Shell.fleet(folder, "pause", "--kind", "model", "--name", "few", "--release", "8");
    done("check");
  }

  @Test
  void libraryLiesWhereTheConfigurationMayNameItAndANewerOneTakesItsPlace() throws Exception {
    Path content = Files.createDirectories(folder.resolve("spectra"));
    for (String version : List.of("9", "10")) {
      Files.writeString(content.resolve("kaolinite.csv"), version);
      release("library", "usgs", version, content);
      done("approve", "--by", "Mira", "--release", version);
      String said = done("install", "--release", version);
      Path place = folder.resolve("data/libraries/usgs");
      assertTrue(said.contains("usgs %s is in %s".formatted(version, place)), said);
      assertEquals(version, Files.readString(place.resolve("kaolinite.csv")));
    }
  }
}
