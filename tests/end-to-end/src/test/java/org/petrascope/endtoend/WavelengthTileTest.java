package org.petrascope.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A camera whose wavelengths drifted, in front of a measured tile: what a technician is told. */
class WavelengthTileTest {
  private static final Pattern TOLD =
      Pattern.compile("wavelengths are shifted by ([+-][0-9.]+) \\+- ([0-9.]+) nm on tile .+\\)");

  @TempDir Path folder;

  private Path tile() throws Exception {
    Path tile = Data.file("panels/PVC_White.txt");
    Files.writeString(
        folder.resolve("petrascope.yaml"),
        "    tile: %s\n".formatted(tile),
        StandardOpenOption.APPEND);
    return tile;
  }

  @Test
  void driftIsToldOnTheCommandLineAndStatedByStationAndScan() throws Exception {
    try (Station station = Station.at(folder, 100)) {
      Path tile = tile();
      station.startCamera("--scene", tile.toString(), "--wavelength-shift", "1.7", "--lines", "60");
      station.startAppliance();
      station.takeReferences();
      var ended = Appliance.run("reference", "tile", "--url", station.url());
      assertEquals(0, ended.exit(), ended.err());
      Matcher told = TOLD.matcher(ended.out().strip());
      assertTrue(told.matches(), ended.out());
      assertEquals(1.7, Double.parseDouble(told.group(1)), 0.1, ended.out());
      JsonNode shown = station.json("/api/v1/stations").get(0).path("wavelengthCheck");
      assertEquals(1.7, shown.path("shiftNm").asDouble(), 0.1, shown.toString());
      assertEquals("PVC_White.txt", shown.path("tile").asText(), shown.toString());
      JsonNode kept = station.json("/api/v1/stations/core/wavelengths");
      assertEquals(1, kept.size(), kept.toString());
      JsonNode stated = provenance(station);
      assertEquals(1.7, stated.path("shift").path("nm").asDouble(), 0.1, stated.toString());
    }
  }

  /** What the next scan states of its wavelengths. */
  private static JsonNode provenance(Station station) throws Exception {
    var begun =
        station.post(
            "/api/v1/scans", "{\"hole\":\"H\",\"box\":\"1\",\"fromM\":0,\"toM\":1,\"lines\":60}");
    assertEquals(202, begun.statusCode(), begun.body());
    String id = new ObjectMapper().readTree(begun.body()).get("id").asText();
    station.waitForScan(id, scan -> scan.get("state").asText().equals("finished"));
    try (var files = Files.walk(station.data().resolve("scans"))) {
      Path file = files.filter(one -> one.endsWith("provenance.json")).findFirst().orElseThrow();
      return new ObjectMapper().readTree(file.toFile()).path("minerals.hdr").path("wavelengths");
    }
  }
}
