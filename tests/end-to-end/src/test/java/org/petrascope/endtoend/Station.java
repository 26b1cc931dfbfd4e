package org.petrascope.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A simulated camera and the appliance as two processes on loopback, with a data folder that
 * outlives them.
 */
final class Station implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int GVCP_PORT = 3956;

  private final Path folder;
  private final String cameraAddress;
  private final int port;
  private final HttpClient http = HttpClient.newHttpClient();
  private Process camera;
  private Process appliance;

  private Station(Path folder, String cameraAddress, int port) {
    this.folder = folder;
    this.cameraAddress = cameraAddress;
    this.port = port;
  }

  /** Picks free addresses and writes the configuration; starts nothing. */
  static Station at(Path folder, double lineRateHz) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Station station = new Station(folder, freeCameraAddress(), port);
    Files.writeString(
        folder.resolve("petrascope.yaml"),
        """
        version: 1
        data: data
        http: { port: %d }
        stations:
          - id: core
            name: Core shed
            linePitchMm: 1
            camera: { address: %s, lineRateHz: %s, exposureUs: 1500 }
        """
            .formatted(port, station.cameraAddress, lineRateHz));
    return station;
  }

  private static String freeCameraAddress() throws IOException {
    for (int host = 2; host < 250; host++) {
      String address = "127.77." + ProcessHandle.current().pid() % 250 + "." + host;
      try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(address, GVCP_PORT))) {
        return address;
      } catch (IOException taken) {
        // the next one may be free
      }
    }
    throw new IOException("no loopback address has its GVCP port free");
  }

  String cameraAddress() {
    return cameraAddress;
  }

  Path data() {
    return folder.resolve("data");
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Starts the simulated camera and waits for its first words. */
  void startCamera(String... options) throws Exception {
    String[] arguments = new String[options.length + 4];
    arguments[0] = "simulate";
    arguments[1] = "--json";
    arguments[2] = "--address";
    arguments[3] = cameraAddress;
    System.arraycopy(options, 0, arguments, 4, options.length);
    Path out = folder.resolve("camera.out");
    camera = Appliance.start(List.of(), out, folder.resolve("camera.err"), arguments);
    waitFor("the camera's first words", () -> Files.size(out) > 0, camera);
  }

  void startAppliance() throws Exception {
    appliance =
        Appliance.start(
            List.of(),
            folder.resolve("appliance.out"),
            folder.resolve("appliance.err"),
            "serve",
            "--config",
            configuration().toString());
    waitFor(
        "the appliance to answer", () -> get("/api/v1/stations").statusCode() == 200, appliance);
  }

  Path configuration() {
    return folder.resolve("petrascope.yaml");
  }

  /** Ends the appliance as a power cut would. */
  void cutPower() throws InterruptedException {
    Appliance.end(appliance);
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(url() + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(url() + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  JsonNode json(String path) throws IOException, InterruptedException {
    return JSON.readTree(get(path).body());
  }

  /** Takes both references and fails with the appliance's words if it cannot. */
  void takeReferences() throws Exception {
    for (String kind : List.of("dark", "white")) {
      var answer = post("/api/v1/stations/core/references", "{\"kind\":\"" + kind + "\"}");
      if (answer.statusCode() != 201) {
        throw new AssertionError(kind + ": " + answer.body());
      }
    }
  }

  JsonNode waitForScan(String id, Predicate<JsonNode> until) throws Exception {
    JsonNode[] last = new JsonNode[1];
    waitFor(
        "scan " + id,
        () -> {
          last[0] = json("/api/v1/scans/" + id);
          return until.test(last[0]);
        },
        appliance);
    return last[0];
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private void waitFor(String what, Condition condition, Process process) throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (System.nanoTime() < deadline && process.isAlive()) {
      try {
        if (condition.holds()) {
          return;
        }
      } catch (IOException notThere) {
        // the process is still starting
      }
      never.await(100, TimeUnit.MILLISECONDS);
    }
    throw new AssertionError("waited for " + what + " in vain: " + words());
  }

  /** What the two processes said on standard error. */
  String words() throws IOException {
    StringBuilder words = new StringBuilder();
    for (String name : List.of("camera.err", "appliance.err")) {
      if (Files.exists(folder.resolve(name))) {
        words.append(Files.readString(folder.resolve(name)));
      }
    }
    return words.toString();
  }

  @Override
  public void close() throws InterruptedException {
    http.close();
    if (appliance != null) {
      Appliance.end(appliance);
    }
    if (camera != null) {
      Appliance.end(camera);
    }
  }
}
