package org.petrascope.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A camera that loses frames over a conveyor with a stretch of core that is too bright: scanned,
 * healed, and told by API, command line and page.
 */
class StageTest {
  private static final String STAGE =
      "    stage: {kind: simulated, startMm: 0, endMm: 900, conveyor: conveyor.txt}\n";
  private static final String LINES = "240";
  private static final int BRIGHT = 30;

  @TempDir static Path folder;
  private static Station station;
  private static JsonNode scan;

  @BeforeAll
  static void scanTheBox() throws Exception {
    station = Station.at(folder, 60);
    Files.writeString(station.configuration(), STAGE, StandardOpenOption.APPEND);
    String conveyor = folder.resolve("conveyor.txt").toString();
    String faults = "dropFrame=0.02,seed=5";
    station.startCamera(
        "--conveyor", conveyor, "--lines", "320", "--bright", "150-179", "--faults", faults);
    station.startAppliance();
    station.takeReferences();
    var ended =
        Appliance.run(
            "scan",
            "--hole",
            "H",
            "--box",
            "1",
            "--from",
            "0",
            "--to",
            "1",
            "--lines",
            LINES,
            "--json",
            "--url",
            station.url());
    assertEquals(0, ended.exit(), ended.err() + words());
    scan = new ObjectMapper().readTree(ended.out());
  }

  @AfterAll
  static void end() throws InterruptedException {
    station.close();
  }

  private static String words() {
    try {
      return station.words();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void lostAndSaturatedLinesAreTakenAgain() {
    JsonNode healing = scan.path("healing");
    assertEquals(0, scan.path("lost").asInt(), healing.toString());
    assertEquals(LINES, scan.path("received").asText(), healing.toString());
    assertTrue(healing.path("lost").asInt() > 0, healing.toString());
    assertEquals(healing.path("lost"), healing.path("lostRegained"), healing.toString());
    assertEquals(BRIGHT, healing.path("saturated").asInt(), healing.toString());
    assertEquals(BRIGHT, healing.path("saturatedRegained").asInt(), healing.toString());
    assertTrue(healing.path("unhealed").isEmpty(), healing.toString());
  }

  @Test
  void theStageIsToldWithItsStation() throws Exception {
    JsonNode stage = station.json("/api/v1/stations").get(0).path("stage");
    assertTrue(stage.path("connected").asBoolean(), stage.toString());
    assertEquals("simulated conveyor", stage.path("name").asText(), stage.toString());
    assertTrue(stage.path("positionMm").asDouble() > 0, stage.toString());
  }

  @Test
  void thePageShowsTheStageAndWhatWasTakenAgain() throws Exception {
    Browser.require();
    Browser.drives("stage.mjs", station.url(), folder.resolve("stage.png"), StageTest::words);
  }
}
