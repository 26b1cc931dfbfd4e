package org.petrascope.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The appliance is killed in mid-scan: what was captured stays, and the scan finishes from raw. */
class PowerCutTest {
  private static final long LINE_BYTES = 640L * 224 * 2;

  @TempDir Path folder;

  @Test
  void capturedLinesSurviveAndTheScanFinishesFromRaw() throws Exception {
    try (Station station = Station.at(folder, 100)) {
      station.startCamera("--lines", "2000");
      station.startAppliance();
      station.takeReferences();
      var begun =
          station.post(
              "/api/v1/scans",
              "{\"hole\":\"DH 1\",\"box\":\"7\",\"fromM\":10,\"toM\":18,\"lines\":2000}");
      assertEquals(202, begun.statusCode(), begun.body());
      String id = new ObjectMapper().readTree(begun.body()).get("id").asText();
      int seen =
          station
              .waitForScan(id, scan -> scan.get("received").asInt() >= 300)
              .get("received")
              .asInt();

      station.cutPower();
      assertEquals("ok", integrity(station));
      Path raw = raw(station);
      long captured = Files.size(raw) / LINE_BYTES;
      assertTrue(captured >= seen - 128, captured + " lines on disk, " + seen + " were reported");

      station.startAppliance();
      JsonNode interrupted = station.json("/api/v1/scans/" + id);
      assertEquals("interrupted", interrupted.get("state").asText(), interrupted.toString());
      var finishing = station.post("/api/v1/scans/" + id + "/finish", "{}");
      assertEquals(202, finishing.statusCode(), finishing.body());
      JsonNode finished =
          station.waitForScan(id, scan -> scan.get("state").asText().equals("finished"));
      assertEquals(captured, finished.get("summary").get("lines").asLong(), finished.toString());
      assertEquals(
          captured,
          new EnviImage(raw.getParent().getParent().resolve("products/minerals.hdr")).lines);
      assertEquals("ok", integrity(station));
    }
  }

  private static String integrity(Station station) throws Exception {
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + station.data().resolve("petrascope.db"));
        var statement = connection.createStatement();
        var rows = statement.executeQuery("PRAGMA integrity_check")) {
      return rows.getString(1);
    }
  }

  private static Path raw(Station station) throws Exception {
    try (Stream<Path> files = Files.walk(station.data().resolve("scans"))) {
      return files
          .filter(file -> file.toString().endsWith(".raw") && file.toString().contains("capture"))
          .filter(file -> !file.getFileName().toString().contains("REF_"))
          .findFirst()
          .orElseThrow();
    }
  }
}
