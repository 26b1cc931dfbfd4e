package org.petrascope.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models on the page: a training's model is used, tells a scan, and is retired. */
class ModelPageTest {
  private static final String TRAINING =
      """
      {"train": {"name": "clays", "spectra": "core.csv", "target": ["kaolinite", "calcite"],
       "task": "abundance", "group": "specimen", "models": ["ridge"], "folds": 3, "repeats": 1}}
      """;

  @TempDir Path folder;

  @Test
  void aPersonUsesAModelOnThePage() throws Exception {
    Browser.require();
    try (Station station = Station.at(folder, 200)) {
      station.startCamera();
      station.startAppliance();
      station.takeReferences();
      JsonNode bands =
          station.json("/api/v1/stations/core/camera").path("capabilities").path("wavelengthsNm");
      double[] centresNm =
          StreamSupport.stream(bands.spliterator(), false)
              .mapToDouble(JsonNode::asDouble)
              .toArray();
      Files.writeString(
          station.data().resolve("inbox/core.csv"), SpectraOfMixtures.csv(60, 1, centresNm));
      var begun = station.post("/api/v1/models", TRAINING);
      assertEquals(202, begun.statusCode(), begun.body());
      Browser.drives(
          "models.mjs", station.url(), folder.resolve("models.png"), () -> words(station));
    }
  }

  private static String words(Station station) {
    try {
      return station.words();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
