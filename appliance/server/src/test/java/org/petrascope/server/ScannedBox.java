package org.petrascope.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
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
import java.util.SplittableRandom;
import org.petrascope.scenes.CoreScene;
import org.petrascope.scenes.Scenes;
import org.petrascope.simulator.SensorModel;
import org.petrascope.simulator.SimulatedCamera;
import org.petrascope.simulator.SimulatorSettings;
import org.petrascope.spectral.ScanId;

/** An appliance on a simulated camera that has scanned one short box, seen through its API. */
final class ScannedBox implements AutoCloseable {
  static final int SAMPLES = 640;
  private static final long SEED = 1;

  private final int lines;
  private final CoreScene scene;
  private final SimulatedCamera camera;
  private final Appliance appliance;
  private final HttpClient client = HttpClient.newHttpClient();
  private final byte[] liveMap;
  private String id = "";

  private ScannedBox(Path folder, int lines) throws IOException {
    this.lines = lines;
    this.liveMap = new byte[lines * SAMPLES];
    Arrays.fill(liveMap, (byte) -1);
    scene = Scenes.builtIn(SimulatedMake.PETRASCOPE_SWIR_640.options().withLines(lines));
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
        Appliance.start(
            ConfigurationFile.read(file), Clock.systemUTC(), new SplittableRandom(SEED));
  }

  /** Takes references and scans so many lines in four intervals. */
  static ScannedBox scan(Path folder, int lines) throws Exception {
    Logs.configure("error");
    ScannedBox box = new ScannedBox(folder, lines);
    for (String kind : List.of("dark", "white")) {
      HttpResponse<String> taken =
          box.post("/stations/core/references", "{\"kind\": \"" + kind + "\"}");
      assertEquals(201, taken.statusCode(), taken.body());
    }
    box.scanWhileListening();
    return box;
  }

  /** Collects the map that a page would draw from the events alone. */
  private void scanWhileListening() throws Exception {
    HttpResponse<InputStream> events =
        client.send(request("/events").build(), BodyHandlers.ofInputStream());
    try (BufferedReader stream =
        new BufferedReader(new InputStreamReader(events.body(), StandardCharsets.UTF_8))) {
      stream.readLine();
      begin();
      int known = 0;
      while (known < lines) {
        String line = stream.readLine();
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
    await(id);
  }

  private void begin() throws Exception {
    HttpResponse<String> begun =
        post(
            "/scans",
            "{\"hole\": \"DD 1\", \"box\": \"7\", \"fromM\": 100, \"toM\": 100.24, \"lines\": %d, \"intervalM\": 0.06}"
                .formatted(lines));
    assertEquals(202, begun.statusCode(), begun.body());
    id = Json.MAPPER.readTree(begun.body()).path("id").asText();
    assertEquals("/api/v1/scans/" + id, begun.headers().firstValue("Location").orElseThrow());
  }

  /** Waits for the end of a scan. */
  void await(String scan) throws InterruptedException {
    appliance.stations().all().getFirst().await(new ScanId(scan));
  }

  String id() {
    return id;
  }

  /** The scan's address in the API. */
  String path() {
    return "/scans/" + id;
  }

  /** The map as the events told it, [line][sample]. */
  byte[] liveMap() {
    return liveMap;
  }

  Path product(String name) {
    return appliance
        .store()
        .folder(appliance.store().scans().require(new ScanId(id)))
        .resolve("products")
        .resolve(name);
  }

  URI root() {
    return URI.create(appliance.http().url());
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(root().resolve("/api/v1" + path));
  }

  HttpResponse<byte[]> bytes(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  HttpResponse<String> get(String path) throws Exception {
    return client.send(request(path).build(), BodyHandlers.ofString());
  }

  JsonNode json(String path) throws Exception {
    HttpResponse<String> answer = get(path);
    assertEquals(200, answer.statusCode(), answer.body());
    return Json.MAPPER.readTree(answer.body());
  }

  HttpResponse<String> post(String path, String body) throws Exception {
    return client.send(
        request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }

  /** Trains over the API; the training as the events last told it. */
  JsonNode train(String order) throws Exception {
    HttpResponse<InputStream> events =
        client.send(request("/events").build(), BodyHandlers.ofInputStream());
    try (BufferedReader stream =
        new BufferedReader(new InputStreamReader(events.body(), StandardCharsets.UTF_8))) {
      stream.readLine();
      HttpResponse<String> begun = post("/models", order);
      assertEquals(202, begun.statusCode(), begun.body());
      String id = Json.MAPPER.readTree(begun.body()).path("id").asText();
      assertEquals("/api/v1/trainings/" + id, begun.headers().firstValue("Location").orElseThrow());
      return ended(stream, id);
    }
  }

  /** The first state of a training that events tell of after its end. */
  static JsonNode ended(BufferedReader stream, String id) throws IOException {
    while (true) {
      String line = stream.readLine();
      if (line.startsWith("data: ") && line.contains("\"id\":\"" + id + "\"")) {
        JsonNode state = Json.MAPPER.readTree(line.substring(6));
        if (!state.path("state").asText().equals("running")) {
          return state;
        }
      }
    }
  }

  @Override
  public void close() {
    client.close();
    appliance.close();
    camera.close();
    scene.close();
  }
}
