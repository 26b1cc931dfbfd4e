package org.petrascope.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.Store;
import org.petrascope.store.StoredFile;
import org.petrascope.sync.StoredScans;

/** The API and the metrics tell how far sending is, while another process sends. */
class SyncApiTest {
  private static final int FILES = 6;
  private static final Instant FINISHED = Instant.parse("2026-03-14T12:00:00Z");

  @TempDir Path folder;

  /** What waits on the box. */
  private record Waiting(String box, long bytes) {}

  @Test
  void apiAndMetricsTellHowFarSendingIs() throws Exception {
    Logs.configure("error");
    Path config = config(Files.createDirectory(folder.resolve("stick")));
    Waiting here = scan();
    try (Appliance appliance =
            Appliance.start(
                ConfigurationFile.read(config), Clock.systemUTC(), new SplittableRandom(1));
        HttpClient client = HttpClient.newHttpClient()) {
      URI root = URI.create(appliance.http().url());
      requireWaiting(here, sync(client, root));
      requireMetrics(client, root, FILES, 0);
      Shell sent = Shell.run("sync", "--once", "--config", config);
      assertEquals(0, sent.code(), sent.err());
      requireSent(here, sync(client, root));
      requireMetrics(client, root, 0, FILES);
    }
  }

  private Waiting scan() {
    try (Store store = Store.open(folder.resolve("data"), Clock.systemUTC())) {
      ScanRecord scan = new StoredScans(store, FINISHED, 5).finish(9000);
      long bytes = store.scans().files(scan.id()).stream().mapToLong(StoredFile::bytes).sum();
      return new Waiting(store.identity().name(), bytes);
    }
  }

  private static void requireWaiting(Waiting here, JsonNode sync) {
    assertTrue(sync.path("configured").asBoolean());
    assertEquals(here.box, sync.path("box").asText());
    assertEquals("never", sync.path("state").asText());
    assertEquals("", sync.path("message").asText());
    requireCounts(sync, FILES, 0);
    assertEquals(here.bytes, sync.path("bytesWaiting").asLong());
    assertEquals(1, sync.path("scansWaiting").asLong());
    assertEquals(FINISHED.toString(), sync.path("oldestWaiting").asText());
  }

  private static void requireSent(Waiting here, JsonNode sync) {
    assertEquals("stopped", sync.path("state").asText());
    requireCounts(sync, 0, FILES);
    assertEquals(0, sync.path("bytesWaiting").asLong());
    assertEquals(here.bytes, sync.path("bytesProven").asLong());
    assertEquals(0, sync.path("scansWaiting").asLong());
    assertEquals("", sync.path("oldestWaiting").asText());
    assertTrue(sync.path("bytesPerS").asDouble() > 0, sync.toString());
    assertTrue(Instant.parse(sync.path("at").asText()).isAfter(Instant.EPOCH));
  }

  private static void requireCounts(JsonNode sync, int waiting, int proven) {
    assertEquals(waiting, sync.path("filesWaiting").asInt());
    assertEquals(proven, sync.path("filesProven").asInt());
    assertEquals(0, sync.path("filesRefused").asInt());
    assertEquals(0, sync.path("bytesFreed").asLong());
  }

  private static JsonNode sync(HttpClient client, URI root) throws Exception {
    return Json.MAPPER.readTree(get(client, root.resolve("/api/v1/sync")));
  }

  private static void requireMetrics(HttpClient client, URI root, int waiting, int proven)
      throws Exception {
    String metrics = get(client, root.resolve("/observe/metrics"));
    assertEquals(waiting, metric(metrics, "petrascope_sync_files_waiting"));
    assertEquals(proven, metric(metrics, "petrascope_sync_files_proven"));
    assertEquals(0, metric(metrics, "petrascope_sync_files_refused"));
  }

  private static double metric(String metrics, String name) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is missing in " + metrics));
  }

  private static String get(HttpClient client, URI uri) throws Exception {
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
  }

  private Path config(Path stick) throws IOException {
    return Files.writeString(
        folder.resolve("petrascope.yaml"),
        """
        version: 1
        data: data
        http: {port: 0}
        stations:
          - id: core
            camera: {address: %s}
        sync:
          store: file:%s
        """
            .formatted(Loopback.free(), stick));
  }
}
