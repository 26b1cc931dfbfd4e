package org.petrascope.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models on the page: one that learned two minerals of a box is used, tells a scan, is retired. */
class ModelPageTest {
  private static final String SCAN = "{\"hole\":\"LIBRARY\",\"box\":\"1\",\"fromM\":0,\"toM\":0.4}";
  private static final String TRAINING =
      """
      {"train": {"name": "clays", "spectra": "core.csv", "target": ["mineral"],
       "task": "classify", "group": "specimen", "models": ["ridge"], "folds": 3, "repeats": 1}}
      """;

  /** Places of the scan that are learned from. */
  private static final int LINE_STEP = 20;

  private static final int SAMPLE_STEP = 32;

  @TempDir Path folder;

  @Test
  void aPersonUsesAModelOnThePage() throws Exception {
    Browser.require();
    try (Station station = Station.at(folder, 400)) {
      station.startCamera();
      station.startAppliance();
      station.takeReferences();
      Files.writeString(station.data().resolve("inbox/core.csv"), learned(station));
      var begun = station.post("/api/v1/models", TRAINING);
      assertEquals(202, begun.statusCode(), begun.body());
      Browser.drives(
          "models.mjs", station.url(), folder.resolve("models.png"), () -> words(station));
    }
  }

  /** Spectra of the two commonest minerals that the library tells in a scan, as a table. */
  private static String learned(Station station) throws Exception {
    var begun = station.post("/api/v1/scans", SCAN);
    assertEquals(202, begun.statusCode(), begun.body());
    String id = new ObjectMapper().readTree(begun.body()).path("id").asText();
    JsonNode scan = station.waitForScan(id, now -> now.path("state").asText().equals("finished"));
    Map<String, List<JsonNode>> byMineral = new LinkedHashMap<>();
    for (int line = 0; line < scan.path("received").asInt(); line += LINE_STEP) {
      for (int sample = 0; sample < scan.path("samples").asInt(); sample += SAMPLE_STEP) {
        JsonNode pixel = station.json("/api/v1/scans/%s/pixels/%d/%d".formatted(id, line, sample));
        if (pixel.path("flags").isEmpty()) {
          byMineral
              .computeIfAbsent(pixel.path("mineral").asText(), _ -> new ArrayList<>())
              .add(pixel);
        }
      }
    }
    return table(
        byMineral.values().stream()
            .sorted(Comparator.comparingInt((List<JsonNode> all) -> all.size()).reversed())
            .limit(2)
            .flatMap(List::stream)
            .toList());
  }

  private static String table(List<JsonNode> pixels) {
    StringBuilder text = new StringBuilder("id,specimen,mineral");
    pixels.getFirst().path("wavelengthsNm").forEach(nm -> text.append(',').append(nm.asDouble()));
    for (JsonNode pixel : pixels) {
      int line = pixel.path("line").asInt();
      text.append("\np%d-%d,line%d,".formatted(line, pixel.path("sample").asInt(), line))
          .append(pixel.path("mineral").asText());
      pixel.path("reflectance").forEach(value -> text.append(',').append(value.asText()));
    }
    return text.append('\n').toString();
  }

  private static String words(Station station) {
    try {
      return station.words();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
