package org.petrascope.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.camera.BandTable;
import org.petrascope.formats.EnviReader;
import org.petrascope.scenes.CoreScene;
import org.petrascope.scenes.SceneOptions;
import org.petrascope.scenes.Scenes;
import org.petrascope.simulator.SensorModel;
import org.petrascope.simulator.SimulatedCamera;
import org.petrascope.simulator.SimulatorSettings;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.ScanId;

/** One station sees a box with one camera after the other, and the API joins what they scanned. */
class JoinApiTest {
  private static final int LINES = 260;
  private static final int SAMPLES = 200;
  private static final int BANDS = 110;

  @TempDir private static Path folder;
  private static final Deque<AutoCloseable> OPEN = new ArrayDeque<>();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static Appliance appliance;
  private static String shorter = "";
  private static String longer = "";

  @BeforeAll
  static void scanTheBoxWithBoth() throws Exception {
    Logs.configure("error");
    start(1010, 2460);
    shorter = scan();
    stop();
    start(2030, 2490);
    longer = scan();
  }

  /** Starts a camera of these wavelengths over the box, and an appliance on it. */
  private static void start(double fromNm, double toNm) throws IOException {
    double step = (toNm - fromNm) / (BANDS - 1);
    BandTable bands =
        new BandTable(
            IntStream.range(0, BANDS).mapToDouble(band -> fromNm + band * step).toArray(),
            DoubleStream.generate(() -> step).limit(BANDS).toArray());
    CoreScene scene = Scenes.builtIn(new SceneOptions(SAMPLES, bands, 8001, LINES));
    OPEN.push(scene);
    SimulatorSettings settings =
        SimulatorSettings.at(Loopback.free()).withSerial("JOIN-%.0f".formatted(fromNm));
    OPEN.push(SimulatedCamera.start(settings, scene, SensorModel.of(scene)));
    Path file = folder.resolve("petrascope.yaml");
    Files.writeString(
        file,
        """
        version: 1
        data: data
        http: {port: 0}
        stations:
          - {id: core, name: Core shed, linePitchMm: 1, camera: {address: %s, exposureUs: 1500, lineRateHz: 200}}
        """
            .formatted(settings.address()));
    appliance =
        Appliance.start(ConfigurationFile.read(file), Clock.systemUTC(), new SplittableRandom(1));
    OPEN.push(appliance);
  }

  private static String scan() throws Exception {
    for (String kind : List.of("dark", "white")) {
      HttpResponse<String> taken =
          post("/stations/core/references", "{\"kind\": \"" + kind + "\"}");
      assertEquals(201, taken.statusCode(), taken.body());
    }
    HttpResponse<String> begun =
        post(
            "/scans",
            "{\"hole\": \"DD 1\", \"box\": \"7\", \"fromM\": 100, \"toM\": 101, \"lines\": %d}"
                .formatted(LINES));
    assertEquals(202, begun.statusCode(), begun.body());
    String id = Json.MAPPER.readTree(begun.body()).path("id").asText();
    appliance.stations().require("core").await(new ScanId(id));
    return id;
  }

  @AfterAll
  static void stop() throws Exception {
    while (!OPEN.isEmpty()) {
      OPEN.pop().close();
    }
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(appliance.http().url()).resolve(path));
  }

  private static HttpResponse<String> post(String path, String body) throws Exception {
    return CLIENT.send(
        request("/api/v1" + path).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }

  private static HttpResponse<String> join(String scan, String with, String more) throws Exception {
    return post("/joins", "{\"scan\": \"%s\", \"with\": \"%s\"%s}".formatted(scan, with, more));
  }

  @Test
  @Timeout(60)
  void twoScansBecomeOneCube() throws Exception {
    HttpResponse<String> answer = join(shorter, longer, "");
    assertEquals(201, answer.statusCode(), answer.body());
    JsonNode made = Json.MAPPER.readTree(answer.body());
    // Both cameras stand alike over the box, and either may have begun some lines later.
    double[] map =
        IntStream.range(0, 6).mapToDouble(i -> made.path("transform").path(i).asDouble()).toArray();
    assertEquals(1, map[1], 0.5 / LINES, answer.body());
    assertEquals(0, map[3], 0.5, answer.body());
    assertEquals(1, map[5], 0.5 / SAMPLES, answer.body());
    assertTrue(made.path("residualPixels").asDouble() < 0.5, answer.body());
    assertTrue(made.path("seamNm").asDouble() > 2050, answer.body());
    assertTrue(made.path("seamNm").asDouble() < 2460, answer.body());
    List<String> files = new ArrayList<>();
    made.path("files").forEach(file -> files.add(file.asText()));
    assertEquals(answer.headers().firstValue("Location").orElseThrow(), files.getFirst());
    assertTrue(
        stored(files).equals(new CubeShape(LINES, SAMPLES, made.path("bands").asInt())),
        answer.body());
    try (var left = Files.list(folder.resolve("data/joins"))) {
      assertEquals(
          files.stream().map(file -> file.substring(file.lastIndexOf('/') + 1)).sorted().toList(),
          left.map(file -> String.valueOf(file.getFileName())).sorted().toList(),
          "only header, data, manifest and signature are left");
    }
  }

  /** The size of a cube whose header and data are fetched. */
  private static CubeShape stored(List<String> files) throws IOException, InterruptedException {
    for (String file : files) {
      Path copy = folder.resolve("copy" + file.substring(file.lastIndexOf('.')));
      assertEquals(
          200, CLIENT.send(request(file).build(), BodyHandlers.ofFile(copy)).statusCode(), file);
    }
    try (EnviReader reader = EnviReader.open(folder.resolve("copy.hdr"))) {
      return reader.shape();
    }
  }

  @Test
  @Timeout(60)
  void bothScansAndTheCubeAreProven() throws Exception {
    String cube = shorter + "_" + longer;
    assertEquals(201, join(shorter, longer, "").statusCode());
    for (String name : List.of(shorter, longer, cube)) {
      HttpResponse<String> answer = post("/scans/%s/verify".formatted(name), "{\"all\": true}");
      assertEquals(200, answer.statusCode(), answer.body());
      JsonNode verdict = Json.MAPPER.readTree(answer.body());
      assertTrue(verdict.path("holds").asBoolean(), answer.body());
      assertEquals(name, verdict.path("scan").asText());
      assertTrue(
          answer.body().contains("%d pixels (all) made again".formatted(LINES * SAMPLES)),
          answer.body());
    }
    Shell said = Shell.run("verify", cube, "--pixel", "120,90", "--url", appliance.http().url());
    assertEquals(0, said.code(), said.err());
    assertTrue(said.out().contains("1 pixels made again from the raw lines"), said.out());
    String unknown = longer + "_" + longer;
    HttpResponse<String> none = post("/scans/%s/verify".formatted(unknown), "{}");
    assertEquals(404, none.statusCode(), none.body());
    assertTrue(none.body().contains("there is no joined cube " + unknown), none.body());
  }

  @Test
  void orderThatCannotBeIsRefused() throws Exception {
    assertEquals(400, join(shorter, shorter, "").statusCode());
    assertEquals(400, join(shorter, longer, ", \"seam\": 1000").statusCode());
    assertEquals(400, post("/joins", "{\"scan\": \"" + shorter + "\"}").statusCode());
    assertEquals(404, join(shorter, "20260314T091500250Z-7f03a2c4", "").statusCode());
    HttpResponse<String> seam = join(shorter, longer, ", \"seamNm\": 3000");
    assertEquals(422, seam.statusCode(), seam.body());
    assertTrue(seam.body().contains("a seam at 3000.0 nm is outside"), seam.body());
  }

  @Test
  void nothingButJoinedCubesIsServed() throws Exception {
    for (String name :
        List.of("..%2fpetrascope.db", shorter + ".hdr", shorter + "_" + shorter + ".hdr")) {
      int status =
          CLIENT
              .send(request("/api/v1/joins/" + name).build(), BodyHandlers.ofString())
              .statusCode();
      assertTrue(status == 404 || status == 400, name + " gives " + status);
    }
  }
}
