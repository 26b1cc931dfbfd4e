package org.petrascope.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cameras that do not answer or lose lines, seen from the command line and the API. */
class CameraTroubleTest {
  @TempDir Path folder;

  @Test
  void cameraThatNeverAnswersIsSaidInOneSentence() throws Exception {
    try (Station station = Station.at(folder, 100)) {
      station.startAppliance();
      var problem = station.post("/api/v1/stations/core/references", "{\"kind\":\"dark\"}");
      assertTrue(problem.statusCode() >= 400 && problem.statusCode() < 600, problem.body());
      assertTrue(
          problem
              .headers()
              .firstValue("content-type")
              .orElse("")
              .startsWith("application/problem+json"));
      JsonNode document = new ObjectMapper().readTree(problem.body());
      assertTrue(document.get("detail").asText().contains(station.cameraAddress()), problem.body());
      var ended = Appliance.run("reference", "dark", "--url", station.url());
      assertEquals(1, ended.exit(), ended.err());
      assertTrue(ended.sentence().contains(station.cameraAddress()), ended.err());
      assertFalse(ended.err().contains("\tat "), ended.err());
    }
  }

  @Test
  void lostLinesAreCountedAndKeptInTheirPlace() throws Exception {
    try (Station station = Station.at(folder, 100)) {
      station.startCamera("--lines", "300", "--faults", "drop=0.002,dropResend=1,seed=3");
      station.startAppliance();
      station.takeReferences();
      var begun =
          station.post(
              "/api/v1/scans",
              "{\"hole\":\"H\",\"box\":\"1\",\"fromM\":0,\"toM\":1,\"lines\":300}");
      assertEquals(202, begun.statusCode(), begun.body());
      String id = new ObjectMapper().readTree(begun.body()).get("id").asText();
      JsonNode scan = station.waitForScan(id, one -> one.get("state").asText().equals("finished"));
      int lost = scan.get("lost").asInt();
      assertTrue(lost > 0, scan.toString());
      assertEquals(300, scan.get("received").asInt() + lost, scan.toString());
      assertEquals(lost, scan.get("summary").get("lines_lost").asInt(), scan.toString());
      assertEquals(lost, nanLines(station, scan), "lines of NaN in abundances");
    }
  }

  private int nanLines(Station station, JsonNode scan) throws Exception {
    EnviImage abundances = new EnviImage(products(station).resolve("abundances.hdr"));
    assertEquals(300, abundances.lines, scan.toString());
    int nan = 0;
    for (int line = 0; line < abundances.lines; line++) {
      nan += Double.isNaN(abundances.at(line, 320, 0)) ? 1 : 0;
    }
    return nan;
  }

  private static Path products(Station station) throws Exception {
    try (var files = java.nio.file.Files.walk(station.data().resolve("scans"))) {
      return files.filter(file -> file.endsWith("products")).findFirst().orElseThrow();
    }
  }
}
