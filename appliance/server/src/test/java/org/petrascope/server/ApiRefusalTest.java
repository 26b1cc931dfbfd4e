package org.petrascope.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the API refuses, and how. */
class ApiRefusalTest {
  private static final int LINES = 24;

  @TempDir private static Path folder;
  private static ScannedBox box;

  @BeforeAll
  static void scanABox() throws Exception {
    box = ScannedBox.scan(folder, LINES);
  }

  @AfterAll
  static void stop() {
    box.close();
  }

  @Test
  void nothingOutsideTheProductsIsServed() throws Exception {
    for (String name : List.of("..%2f..%2fpetrascope.db", "%2e%2e", "nope.png")) {
      HttpResponse<String> answer = box.get(box.path() + "/products/" + name);
      assertTrue(answer.statusCode() == 404 || answer.statusCode() == 400, name + answer.body());
    }
  }

  @Test
  void orderThatCannotBeIsRefusedWithEveryReason() throws Exception {
    HttpResponse<String> answer =
        box.post("/scans", "{\"hole\": \"\", \"fromM\": -1, \"tom\": 3, \"lines\": 0}");
    assertEquals(400, answer.statusCode());
    String detail = Json.MAPPER.readTree(answer.body()).path("detail").asText();
    for (String part :
        List.of("hole", "box is missing", "fromM", "tom is unknown: did you mean toM?", "lines")) {
      assertTrue(detail.contains(part), part + " is not in " + detail);
    }
    assertEquals(
        422,
        box.post("/scans", "{\"hole\": \"a\", \"box\": \"b\", \"fromM\": 3, \"toM\": 2}")
            .statusCode());
    assertEquals(400, box.post("/stations/core/references", "{\"kind\": \"grey\"}").statusCode());
  }

  @Test
  void stationWithoutTileSaysHowItGetsOne() throws Exception {
    HttpResponse<String> answer = box.post("/stations/core/wavelengths", "{}");
    assertEquals(409, answer.statusCode(), answer.body());
    assertTrue(answer.body().contains("name its certificate as tile"), answer.body());
    assertEquals(0, box.json("/stations/core/wavelengths").size());
    JsonNode station = box.json("/stations").get(0);
    assertTrue(station.path("wavelengthTile").isNull(), station.toString());
    assertTrue(station.path("wavelengthCheck").isNull(), station.toString());
    assertTrue(!station.path("correctsWavelengths").asBoolean(true), station.toString());
  }

  @Test
  void scanThatDoesNotFitTheDiskIsRefusedBeforeItStarts() throws Exception {
    HttpResponse<String> answer =
        box.post(
            "/scans",
            "{\"hole\": \"a\", \"box\": \"b\", \"fromM\": 0, \"toM\": 100, \"lines\": 100000,"
                + " \"intervalM\": 1}");
    int scans = box.json("/scans").size();
    if (answer.statusCode() == 202) { // a disk that large takes it: give it back
      String other = Json.MAPPER.readTree(answer.body()).path("id").asText();
      box.post("/scans/" + other + "/cancel", "{}");
      box.await(other);
    } else {
      assertEquals(409, answer.statusCode(), answer.body());
      assertTrue(answer.body().contains("GB"), answer.body());
      assertEquals(1, scans);
    }
  }

  @Test
  void finishedScanIsNotFinishedAgainAndUnknownOnesAreNotFound() throws Exception {
    assertEquals(409, box.post(box.path() + "/finish", "{}").statusCode());
    assertEquals(409, box.post(box.path() + "/cancel", "{}").statusCode());
    assertEquals(404, box.get("/scans/20260314T091500250Z-7f03a2c4").statusCode());
    assertEquals(404, box.get("/scans/nonsense").statusCode());
    assertEquals(404, box.get("/stations/cor/camera").statusCode());
    assertEquals(404, box.get(box.path() + "/pixels/0/640").statusCode());
  }

  @Test
  void everyPathOfTheOpenApiDocumentIsServed() throws Exception {
    JsonNode document =
        new YAMLMapper()
            .readTree(Files.readAllBytes(Path.of("src/main/resources/META-INF/openapi.yaml")));
    Map<String, String> values =
        Map.of(
            "{station}",
            "core",
            "{scan}",
            box.id(),
            "{file}",
            "x",
            "{line}",
            "0",
            "{sample}",
            "0",
            "{name}",
            "m",
            "{version}",
            "1",
            "{training}",
            "t",
            "{database}",
            "d");
    for (String template : (Iterable<String>) document.path("paths")::fieldNames) {
      String path = template;
      for (Map.Entry<String, String> value : values.entrySet()) {
        path = path.replace(value.getKey(), value.getValue());
      }
      if (document.path("paths").path(template).has("get") && !path.endsWith("/events")) {
        HttpResponse<String> answer = box.get(path.substring("/api/v1".length()));
        assertTrue(!answer.body().contains("is not part of the API"), path);
      }
    }
  }
}
