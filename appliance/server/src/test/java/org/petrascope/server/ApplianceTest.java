package org.petrascope.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.scenes.CoreScene;
import org.petrascope.scenes.Scenes;
import org.petrascope.simulator.SensorModel;
import org.petrascope.simulator.SimulatedCamera;
import org.petrascope.simulator.SimulatorSettings;
import org.petrascope.spectral.ScanId;

/** The appliance on a simulated camera, seen through its API alone. One short box is scanned. */
class ApplianceTest {
  private static final int LINES = 60;
  private static final int SAMPLES = 640;

  @TempDir private static Path folder;

  private static CoreScene scene;
  private static SimulatedCamera camera;
  private static Appliance appliance;
  private static HttpClient client;
  private static String id;
  private static byte[] liveMap;

  @BeforeAll
  static void scanABox() throws Exception {
    scene = Scenes.builtIn(SimulatedSwir.options().withLines(LINES));
    String address = Loopback.free();
    camera = SimulatedCamera.start(SimulatorSettings.at(address), scene, SensorModel.of(scene));
    Path file = folder.resolve("petrascope.yaml");
    Files.writeString(
        file,
        """
        version: 1
        data: data
        http: {port: 0}
        stations:
          - id: core
            name: Core shed
            linePitchMm: 1
            rows: [[11, 157], [168, 315], [326, 472], [483, 629]]
            camera: {address: %s, exposureUs: 1500, lineRateHz: 60}
        """
            .formatted(address));
    appliance =
        Appliance.start(ConfigurationFile.read(file), Clock.systemUTC(), new SplittableRandom(1));
    client = HttpClient.newHttpClient();
    for (String kind : List.of("dark", "white")) {
      HttpResponse<String> taken =
          post("/stations/core/references", "{\"kind\": \"" + kind + "\"}");
      assertEquals(201, taken.statusCode(), taken.body());
    }
    scanWhileListening();
  }

  /** Collects the map that a page would draw from the events alone. */
  private static void scanWhileListening() throws Exception {
    liveMap = new byte[LINES * SAMPLES];
    Arrays.fill(liveMap, (byte) -1);
    HttpResponse<InputStream> events =
        client.send(request("/events").build(), BodyHandlers.ofInputStream());
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(events.body(), StandardCharsets.UTF_8))) {
      lines.readLine();
      HttpResponse<String> begun =
          post(
              "/scans",
              "{\"hole\": \"DD 1\", \"box\": \"7\", \"fromM\": 100, \"toM\": 100.24, \"lines\": %d, \"intervalM\": 0.06}"
                  .formatted(LINES));
      assertEquals(202, begun.statusCode(), begun.body());
      id = Json.MAPPER.readTree(begun.body()).path("id").asText();
      assertEquals("/api/v1/scans/" + id, begun.headers().firstValue("Location").orElseThrow());
      int known = 0;
      while (known < LINES) {
        String line = lines.readLine();
        if (line.startsWith("data: ") && line.contains("\"classes\"")) {
          JsonNode block = Json.MAPPER.readTree(line.substring(6));
          assertEquals(known, block.path("firstLine").asInt());
          byte[] classes = Base64.getDecoder().decode(block.path("classes").asText());
          System.arraycopy(classes, 0, liveMap, known * SAMPLES, classes.length);
          known += block.path("lines").asInt();
          assertEquals(200, get("/scans/" + id + "/pixels/0/240").statusCode());
          assertEquals(200, get("/scans/" + id + "/legend").statusCode());
        }
      }
    }
    appliance.stations().all().getFirst().await(new ScanId(id));
  }

  @AfterAll
  static void stop() {
    client.close();
    appliance.close();
    camera.close();
    scene.close();
  }

  @Test
  void scanIsCompleteWithoutALostLine() throws Exception {
    JsonNode scan = json("/scans/" + id);
    assertEquals("complete", scan.path("state").asText(), scan.toString());
    assertEquals(LINES, scan.path("received").asInt());
    assertEquals(0, scan.path("lost").asInt());
    assertEquals(LINES, scan.path("summary").path("lines").asInt());
    assertTrue(scan.path("summary").path("closure_max_error").asDouble() <= 1e-3);
    assertEquals(id, json("/scans?limit=1").get(0).path("id").asText());
  }

  @Test
  void stationShowsItsCameraAndTheFramesPath() throws Exception {
    JsonNode station = json("/stations").get(0);
    assertEquals("idle", station.path("state").asText());
    assertTrue(station.path("camera").path("connected").asBoolean());
    assertEquals(224, station.path("camera").path("bands").asInt());
    assertTrue(station.path("camera").path("transport").asText().contains("socket"));
    JsonNode detail = json("/stations/core/camera");
    assertEquals(1500, detail.path("settings").path("exposureUs").asDouble());
    assertEquals(224, detail.path("capabilities").path("wavelengthsNm").size());
  }

  @Test
  void referencesFitTheStationsSettings() throws Exception {
    JsonNode references = json("/stations/core/references");
    assertEquals(2, references.size());
    references.forEach(r -> assertTrue(r.path("valid").asBoolean(), r.toString()));
  }

  @Test
  void eventsDrawTheSameMapAsTheFinishedFile() throws Exception {
    HttpResponse<byte[]> map =
        client.send(request("/scans/" + id + "/map").build(), BodyHandlers.ofByteArray());
    assertEquals(String.valueOf(LINES), map.headers().firstValue("X-Lines").orElseThrow());
    assertEquals(String.valueOf(SAMPLES), map.headers().firstValue("X-Samples").orElseThrow());
    assertArrayEquals(liveMap, map.body());
    Path file = appliance.store().folder(appliance.store().scans().require(new ScanId(id)));
    assertArrayEquals(
        liveMap, StoredMap.classes(file.resolve("products/minerals.hdr"), 0, LINES, 1));
  }

  @Test
  void thinnedPartOfTheMapIsEveryThirdPixel() throws Exception {
    HttpResponse<byte[]> map =
        client.send(
            request("/scans/" + id + "/map?fromLine=10&lines=20&step=3").build(),
            BodyHandlers.ofByteArray());
    assertEquals("7", map.headers().firstValue("X-Lines").orElseThrow());
    assertEquals("214", map.headers().firstValue("X-Samples").orElseThrow());
    assertEquals(liveMap[16 * SAMPLES + 9], map.body()[2 * 214 + 3]);
  }

  @Test
  void legendNamesEveryClassOfTheMap() throws Exception {
    JsonNode legend = json("/scans/" + id + "/legend");
    assertEquals("INVALID", legend.get(0).path("group").asText());
    for (byte c : liveMap) {
      JsonNode entry = legend.get(c & 0xFF);
      assertEquals(c & 0xFF, entry.path("index").asInt());
      assertTrue(entry.path("colour").asText().matches("#[0-9A-F]{6}"));
    }
  }

  @Test
  void pixelTellsTheClassOfTheMapWithItsSpectrumAndAMatch() throws Exception {
    JsonNode legend = json("/scans/" + id + "/legend");
    for (int sample : new int[] {5, 80, 240, 400, 560}) {
      JsonNode pixel = json("/scans/%s/pixels/30/%d".formatted(id, sample));
      String mapped = legend.get(liveMap[30 * SAMPLES + sample] & 0xFF).path("name").asText();
      assertEquals(mapped, pixel.path("mineral").asText());
      assertEquals(224, pixel.path("reflectance").size());
      assertEquals(224, pixel.path("wavelengthsNm").size());
      assertEquals(224, pixel.path("match").path("reflectance").size());
    }
    assertTrue(json("/scans/" + id + "/pixels/30/5").path("depthM").isNull());
    assertEquals(
        100.1 + 0.0005 - 0.01,
        json("/scans/" + id + "/pixels/30/240").path("depthM").asDouble(),
        0.002);
  }

  @Test
  void downholeTableHasTheIntervalsThatWereOrdered() throws Exception {
    JsonNode rows = json("/scans/" + id + "/downhole");
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
    JsonNode products = json("/scans/" + id + "/products");
    JsonNode png = find(products, "minerals.png");
    String path = "/scans/" + id + "/products/minerals.png";
    HttpResponse<byte[]> whole = client.send(request(path).build(), BodyHandlers.ofByteArray());
    assertEquals("image/png", whole.headers().firstValue("Content-Type").orElseThrow());
    assertEquals(png.path("bytes").asInt(), whole.body().length);
    HttpResponse<byte[]> part =
        client.send(request(path).header("Range", "bytes=1-3").build(), BodyHandlers.ofByteArray());
    assertEquals(206, part.statusCode());
    assertEquals("PNG", new String(part.body(), StandardCharsets.US_ASCII));
    HttpResponse<String> beyond =
        client.send(
            request(path).header("Range", "bytes=999999999-").build(), BodyHandlers.ofString());
    assertEquals(416, beyond.statusCode());
  }

  private static JsonNode find(JsonNode products, String file) {
    for (JsonNode product : products) {
      if (product.path("file").asText().equals(file)) {
        return product;
      }
    }
    throw new AssertionError(file + " is not among " + products);
  }

  @Test
  void nothingOutsideTheProductsIsServed() throws Exception {
    for (String name : List.of("..%2f..%2fpetrascope.db", "%2e%2e", "nope.png")) {
      HttpResponse<String> answer = get("/scans/" + id + "/products/" + name);
      assertTrue(answer.statusCode() == 404 || answer.statusCode() == 400, name + answer.body());
    }
  }

  @Test
  void orderThatCannotBeIsRefusedWithEveryReason() throws Exception {
    HttpResponse<String> answer =
        post("/scans", "{\"hole\": \"\", \"fromM\": -1, \"tom\": 3, \"lines\": 0}");
    assertEquals(400, answer.statusCode());
    String detail = Json.MAPPER.readTree(answer.body()).path("detail").asText();
    for (String part :
        List.of("hole", "box is missing", "fromM", "tom is unknown: did you mean toM?", "lines")) {
      assertTrue(detail.contains(part), part + " is not in " + detail);
    }
    assertEquals(
        422,
        post("/scans", "{\"hole\": \"a\", \"box\": \"b\", \"fromM\": 3, \"toM\": 2}").statusCode());
    assertEquals(400, post("/stations/core/references", "{\"kind\": \"grey\"}").statusCode());
  }

  @Test
  void scanThatDoesNotFitTheDiskIsRefusedBeforeItStarts() throws Exception {
    HttpResponse<String> answer =
        post(
            "/scans",
            "{\"hole\": \"a\", \"box\": \"b\", \"fromM\": 0, \"toM\": 100, \"lines\": 100000,"
                + " \"intervalM\": 1}");
    int scans = json("/scans").size();
    if (answer.statusCode() == 202) { // a disk that large takes it: give it back
      String other = Json.MAPPER.readTree(answer.body()).path("id").asText();
      post("/scans/" + other + "/cancel", "{}");
      appliance.stations().all().getFirst().await(new ScanId(other));
    } else {
      assertEquals(409, answer.statusCode(), answer.body());
      assertTrue(answer.body().contains("GB"), answer.body());
      assertEquals(1, scans);
    }
  }

  @Test
  void finishedScanIsNotFinishedAgainAndUnknownOnesAreNotFound() throws Exception {
    assertEquals(409, post("/scans/" + id + "/finish", "{}").statusCode());
    assertEquals(409, post("/scans/" + id + "/cancel", "{}").statusCode());
    assertEquals(404, get("/scans/20260314T091500250Z-7f03a2c4").statusCode());
    assertEquals(404, get("/scans/nonsense").statusCode());
    assertEquals(404, get("/stations/cor/camera").statusCode());
    assertEquals(404, get("/scans/" + id + "/pixels/0/640").statusCode());
  }

  @Test
  void everyPathOfTheOpenApiDocumentIsServed() throws Exception {
    JsonNode document =
        new YAMLMapper()
            .readTree(Files.readAllBytes(Path.of("src/main/resources/META-INF/openapi.yaml")));
    Map<String, String> values =
        Map.of("{station}", "core", "{scan}", id, "{file}", "x", "{line}", "0", "{sample}", "0");
    for (String template : (Iterable<String>) document.path("paths")::fieldNames) {
      String path = template;
      for (Map.Entry<String, String> value : values.entrySet()) {
        path = path.replace(value.getKey(), value.getValue());
      }
      if (document.path("paths").path(template).has("get") && !path.endsWith("/events")) {
        HttpResponse<String> answer = get(path.substring("/api/v1".length()));
        assertTrue(!answer.body().contains("is not part of the API"), path);
      }
    }
  }

  @Test
  void metricsTellOfDiskAndLines() throws Exception {
    String metrics =
        client
            .send(
                HttpRequest.newBuilder(
                        URI.create(appliance.http().url()).resolve("/observe/metrics"))
                    .build(),
                BodyHandlers.ofString())
            .body();
    assertTrue(metrics.contains("petrascope_disk_free_bytes"), metrics);
    assertTrue(metrics.contains("petrascope_scan_lines_received"), metrics);
  }

  @Test
  void dictionaryNamesGroupsAndColours() throws Exception {
    JsonNode minerals = json("/minerals");
    assertTrue(minerals.size() > 20);
    for (JsonNode mineral : minerals) {
      assertTrue(mineral.path("colour").asText().matches("#[0-9A-F]{6}"), mineral.toString());
    }
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
        URI.create("http://127.0.0.1:" + appliance.http().port() + "/api/v1" + path));
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return client.send(request(path).build(), BodyHandlers.ofString());
  }

  private static JsonNode json(String path) throws Exception {
    HttpResponse<String> answer = get(path);
    assertEquals(200, answer.statusCode(), answer.body());
    return Json.MAPPER.readTree(answer.body());
  }

  private static HttpResponse<String> post(String path, String body) throws Exception {
    return client.send(
        request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }
}
