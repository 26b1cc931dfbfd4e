package org.petrascope.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the API tells of a scan, during it and after it. */
class ApplianceTest {
  private static final int LINES = 60;

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
  void scanIsFinishedWithoutALostLine() throws Exception {
    JsonNode scan = box.json(box.path());
    assertEquals("finished", scan.path("state").asText(), scan.toString());
    assertEquals(LINES, scan.path("received").asInt());
    assertEquals(0, scan.path("lost").asInt());
    assertEquals(LINES, scan.path("summary").path("lines").asInt());
    assertTrue(scan.path("summary").path("closure_max_error").asDouble() <= 1e-3);
    assertEquals(box.id(), box.json("/scans?limit=1").get(0).path("id").asText());
  }

  @Test
  void stationShowsItsCameraAndTheFramesPath() throws Exception {
    JsonNode station = box.json("/stations").get(0);
    assertEquals("idle", station.path("state").asText());
    assertTrue(station.path("camera").path("connected").asBoolean());
    assertEquals(224, station.path("camera").path("bands").asInt());
    assertTrue(station.path("camera").path("transport").asText().contains("socket"));
    JsonNode detail = box.json("/stations/core/camera");
    assertEquals(1500, detail.path("settings").path("exposureUs").asDouble());
    assertEquals(224, detail.path("capabilities").path("wavelengthsNm").size());
  }

  @Test
  void referencesFitTheStationsSettings() throws Exception {
    JsonNode references = box.json("/stations/core/references");
    assertEquals(2, references.size());
    references.forEach(r -> assertTrue(r.path("valid").asBoolean(), r.toString()));
  }

  @Test
  void whiteTellsOfDetectorAndLampAndTheDoctorSaysSo() throws Exception {
    JsonNode references = box.json("/stations/core/references?limit=1");
    assertEquals(1, references.size());
    JsonNode white = references.get(0);
    assertEquals("white", white.path("kind").asText());
    assertEquals(-73, white.path("temperatureC").asDouble(), 0.1);
    assertEquals(0.7 / 1.5, white.path("lightLevel").asDouble(), 0.15);
    assertEquals(0, white.path("warnings").size());
    List<Finding> told =
        ReferenceChecks.of("core", List.of(Json.MAPPER.convertValue(white, ReferenceView.class)));
    assertEquals("core has no dark reference", told.get(0).detail());
    assertEquals(Finding.Verdict.OK, told.get(1).verdict(), told.toString());
    assertTrue(told.get(1).detail().contains("detector pixels"), told.toString());
  }

  @Test
  void lampIsOnAfterSomebodySaidSo() throws Exception {
    assertTrue(box.json("/stations/core/lamp").path("on").isNull());
    assertEquals(400, box.post("/stations/core/lamp", "{\"event\": \"broken\"}").statusCode());
    assertEquals(201, box.post("/stations/core/lamp", "{\"event\": \"on\"}").statusCode());
    JsonNode lamp = box.json("/stations").get(0).path("lamp");
    assertTrue(lamp.path("on").asBoolean(), lamp.toString());
    assertTrue(lamp.path("message").asText().startsWith("lamp is on, 0.0 h burnt, warm in "));
    assertTrue(lamp.path("warmInS").asInt() > 0);
  }

  @Test
  void eventsDrawTheSameMapAsTheFinishedFile() throws Exception {
    HttpResponse<byte[]> map = box.bytes(box.request(box.path() + "/map"));
    assertEquals(String.valueOf(LINES), map.headers().firstValue("X-Lines").orElseThrow());
    assertEquals(
        String.valueOf(ScannedBox.SAMPLES), map.headers().firstValue("X-Samples").orElseThrow());
    assertArrayEquals(box.liveMap(), map.body());
    assertArrayEquals(box.liveMap(), StoredMap.classes(box.product("minerals.hdr"), 0, LINES, 1));
  }

  @Test
  void scanProvesItselfOverHttpAndByTheCommandLine() throws Exception {
    HttpResponse<String> proof = box.post(box.path() + "/verify", "{\"pixels\": 100, \"seed\": 3}");
    assertEquals(200, proof.statusCode(), proof.body());
    JsonNode verdict = Json.MAPPER.readTree(proof.body());
    assertTrue(verdict.path("holds").asBoolean(), proof.body());
    assertEquals(4, verdict.path("evidence").size());
    Shell said = Shell.run("verify", box.id(), "--pixel", "30,240", "--url", box.root());
    assertEquals(0, said.code(), said.out() + said.err());
    assertTrue(said.out().contains("OK     pixels    1 pixels made again"), said.out());
    assertEquals(404, box.post("/scans/nonsense/verify", "{}").statusCode());
    assertEquals(409, box.post(box.path() + "/verify", "{\"line\": 99999}").statusCode());
  }

  @Test
  void thinnedPartOfTheMapIsEveryThirdPixel() throws Exception {
    HttpResponse<byte[]> map =
        box.bytes(box.request(box.path() + "/map?fromLine=10&lines=20&step=3"));
    assertEquals("7", map.headers().firstValue("X-Lines").orElseThrow());
    assertEquals("214", map.headers().firstValue("X-Samples").orElseThrow());
    assertEquals(box.liveMap()[16 * ScannedBox.SAMPLES + 9], map.body()[2 * 214 + 3]);
  }

  @Test
  void legendNamesEveryClassOfTheMap() throws Exception {
    JsonNode legend = box.json(box.path() + "/legend");
    assertEquals("INVALID", legend.get(0).path("group").asText());
    for (byte c : box.liveMap()) {
      JsonNode entry = legend.get(c & 0xFF);
      assertEquals(c & 0xFF, entry.path("index").asInt());
      assertTrue(entry.path("colour").asText().matches("#[0-9A-F]{6}"));
    }
  }

  @Test
  void pixelTellsTheClassOfTheMapWithItsSpectrumAndAMatch() throws Exception {
    JsonNode legend = box.json(box.path() + "/legend");
    for (int sample : new int[] {5, 80, 240, 400, 560}) {
      JsonNode pixel = box.json(box.path() + "/pixels/30/" + sample);
      String mapped =
          legend.get(box.liveMap()[30 * ScannedBox.SAMPLES + sample] & 0xFF).path("name").asText();
      assertEquals(mapped, pixel.path("mineral").asText());
      assertEquals(224, pixel.path("reflectance").size());
      assertEquals(224, pixel.path("wavelengthsNm").size());
      assertEquals(224, pixel.path("match").path("reflectance").size());
    }
    assertTrue(box.json(box.path() + "/pixels/30/5").path("depthM").isNull());
    assertEquals(
        100.1 + 0.0005 - 0.01,
        box.json(box.path() + "/pixels/30/240").path("depthM").asDouble(),
        0.002);
  }

  @Test
  void downholeTableHasTheIntervalsThatWereOrdered() throws Exception {
    JsonNode rows = box.json(box.path() + "/downhole");
    assertEquals(4, rows.size());
    assertEquals(100.06, rows.get(0).path("depthToM").asDouble(), 1e-9);
    assertEquals(100.06, rows.get(1).path("depthFromM").asDouble(), 1e-9);
    double sum = 0;
    for (JsonNode fraction : rows.get(0).path("fractions")) {
      sum += fraction.asDouble();
    }
    assertEquals(1, sum, 1e-3);
  }

  @Test
  void productIsServedWholeAndByRange() throws Exception {
    JsonNode products = box.json(box.path() + "/products");
    JsonNode png = find(products, "minerals.png");
    String path = box.path() + "/products/minerals.png";
    HttpResponse<byte[]> whole = box.bytes(box.request(path));
    assertEquals("image/png", whole.headers().firstValue("Content-Type").orElseThrow());
    assertEquals(png.path("bytes").asInt(), whole.body().length);
    HttpResponse<byte[]> part = box.bytes(box.request(path).header("Range", "bytes=1-3"));
    assertEquals(206, part.statusCode());
    assertEquals("PNG", new String(part.body(), StandardCharsets.US_ASCII));
    HttpResponse<byte[]> beyond = box.bytes(box.request(path).header("Range", "bytes=999999999-"));
    assertEquals(416, beyond.statusCode());
  }

  @Test
  void metricsTellOfDiskAndLines() throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(box.root().resolve("/observe/metrics"));
    String metrics = new String(box.bytes(request).body(), StandardCharsets.UTF_8);
    assertTrue(metrics.contains("petrascope_disk_free_bytes"), metrics);
    assertTrue(metrics.contains("petrascope_scan_lines_received"), metrics);
  }

  @Test
  void dictionaryNamesGroupsAndColours() throws Exception {
    JsonNode minerals = box.json("/minerals");
    assertTrue(minerals.size() > 20);
    for (JsonNode mineral : minerals) {
      assertTrue(mineral.path("colour").asText().matches("#[0-9A-F]{6}"), mineral.toString());
    }
  }

  private static JsonNode find(JsonNode products, String file) {
    for (JsonNode product : products) {
      if (product.path("file").asText().equals(file)) {
        return product;
      }
    }
    throw new AssertionError(file + " is not among " + products);
  }
}
