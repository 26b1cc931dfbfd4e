package org.petrascope.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.simulator.SimulatedCamera;
import org.petrascope.store.LampEvent;
import org.petrascope.store.Store;

/** Releases from the command that signs them to the box that keeps them or goes back. */
class UpdateCommandTest {
  private static final String ORDER =
      "{\"hole\": \"A\", \"box\": \"1\", \"fromM\": 0, \"toM\": 1, \"lines\": 8}";

  @TempDir private Path folder;
  private Path config;
  private int port;

  @BeforeEach
  void signARelease() throws IOException {
    Logs.configure("error");
    Files.createDirectories(folder.resolve("home/releases/1.0.0/bin"));
    Files.writeString(folder.resolve("home/releases/1.0.0/bin/petrascope"), "start 1.0.0");
    Files.createSymbolicLink(folder.resolve("home/current"), Path.of("releases/1.0.0"));
    Path content = Files.createDirectories(folder.resolve("content/bin"));
    Files.writeString(content.resolve("petrascope"), "start 1.1.0");
    fleet("init", "--key-count", "3", "--threshold", "2");
    fleet("release", "--release", "1.1.0", "--content", folder.resolve("content"));
    fleet("publish", "--release", "1.1.0", "--ring", "canary=100", "--ring", "all=100");
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    configure("127.0.0.1", "");
  }

  private void configure(String camera, String more) throws IOException {
    config =
        Files.writeString(
            folder.resolve("petrascope.yaml"),
            """
            version: 1
            data: data
            http: {port: %d}
            stations:
              - id: core
                camera: {address: %s, exposureUs: 1500, lineRateHz: 60}
            update:
              home: home
              root: repository/1.root.json
              source: repository
              hardware: x86_64
              box: box-1
            %s
            """
                .formatted(port, camera, more));
  }

  private Shell fleet(String action, Object... options) {
    return Shell.fleet(folder, action, options);
  }

  private Shell update(Object... words) {
    List<Object> all = new ArrayList<>(List.of("update"));
    all.addAll(List.of(words));
    all.addAll(List.of("--config", config));
    return Shell.run(all.toArray());
  }

  private Shell done(Object... words) {
    Shell said = update(words);
    assertEquals(0, said.code(), said.err());
    return said;
  }

  private void requireFailure(String why, Object... words) {
    Shell said = update(words);
    assertEquals(1, said.code(), said.out());
    assertEquals(1, said.err().lines().count(), said.err());
    assertTrue(said.err().contains(why), said.err());
  }

  private String current() throws IOException {
    return Files.readSymbolicLink(folder.resolve("home/current")).toString();
  }

  @Test
  void releaseIsInstalledWithConsentProvesItselfAndStays() throws Exception {
    try (SimulatedCamera camera = SmallCamera.start("")) {
      configure(camera.address(), "");
      try (Appliance appliance =
              Appliance.start(
                  ConfigurationFile.read(config), Clock.systemUTC(), new SplittableRandom(1));
          HttpClient client = HttpClient.newHttpClient()) {
        URI scans = URI.create(appliance.http().url()).resolve("/api/v1/scans");
        while (!station(client, scans.resolve("stations")).path("connected").asBoolean()) {
          Thread.onSpinWait(); // the station connects by itself, soon after the start
        }
        JsonNode offers = Json.MAPPER.readTree(done("check", "--json").out()).path("offers");
        assertEquals("1.1.0", offers.get(0).path("version").asText());
        done("download");
        requireFailure("nobody has agreed", "install");
        done("approve", "--by", "Mira");
        String next = done("install").out();
        assertTrue(next.contains("petrascope 1.1.0 is started next"), next);
        assertEquals("releases/1.1.0", current());

        HttpResponse<String> refused = order(client, scans);
        assertEquals(409, refused.statusCode());
        assertTrue(refused.body().contains("has to prove itself first"), refused.body());
        String kept = done("probation", "--within", "20").out();
        assertEquals("release 1.1.0 has proved itself and stays", kept);
        assertFalse(order(client, scans).body().contains("prove itself"));
        assertEquals("releases/1.1.0", current());
        assertTrue(done("probation").out().contains("no release is on probation"));
        requireFailure("no release is offered", "approve", "--by", "Mira");
        assertTrue(done("download").out().contains("nothing is offered"));
      }
    }
  }

  private static JsonNode station(HttpClient client, URI stations) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(stations).build();
    return Json.MAPPER
        .readTree(client.send(request, BodyHandlers.ofString()).body())
        .path(0)
        .path("camera");
  }

  private static HttpResponse<String> order(HttpClient client, URI scans) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(scans).POST(HttpRequest.BodyPublishers.ofString(ORDER)).build();
    return client.send(request, BodyHandlers.ofString());
  }

  private Store store() {
    return Store.open(folder.resolve("data"), Clock.systemUTC());
  }

  private static void noteLamp(Store store, LampEvent.Kind kind) {
    store.lampEvents().add(new LampEvent("core", Instant.parse("2026-12-01T06:00:00Z"), kind));
  }

  @Test
  void releaseThatDoesNotProveItselfGoesBackWithDatabaseAndConfiguration() throws IOException {
    try (Store old = store()) {
      noteLamp(old, LampEvent.Kind.ON);
    }
    String before = Files.readString(config);
    done("download");
    done("approve", "--by", "Mira");
    done("install");
    try (Store newer = store()) {
      noteLamp(newer, LampEvent.Kind.OFF);
      Files.writeString(config, before + "# written by 1.1.0\n");
      requireFailure("has not proved itself within 0 s", "probation", "--within", "0");
      requireFailure("is in use by", "rollback");
    }
    String next = done("rollback").out();
    assertTrue(next.contains("release 1.0.0 is started next"), next);
    assertEquals("releases/1.0.0", current());
    assertEquals(before, Files.readString(config));
    try (Store old = store()) {
      assertEquals(
          List.of(LampEvent.Kind.ON),
          old.lampEvents().ofPresentLamp("core").stream().map(LampEvent::kind).toList());
      assertEquals("ok", old.integrity());
    }
    String status = done("status").out();
    assertTrue(status.contains("version=1.1.0, reason=somebody asked for it"), status);
    assertTrue(status.contains("software      petrascope 1.1.0"), "it is still offered");
    requireFailure("nobody has agreed", "install");
  }

  @Test
  void releasesComeFromAStoreAsFromAFolder() throws IOException {
    configure("127.0.0.1", "  repository: file:" + folder.resolve("repository"));
    String refusal = Shell.run("update", "check", "--config", config).err();
    assertTrue(refusal.contains("update.repository is named beside source"), refusal);
    String stored = Files.readString(config).replace("  source: repository\n", "");
    Files.writeString(config, stored);
    assertTrue(done("check").out().contains("petrascope 1.1.0"));
    assertEquals("petrascope 1.1.0: downloaded", done("download").out());
    Files.delete(folder.resolve("repository/timestamp.json"));
    requireFailure("timestamp.json", "check");
    Files.writeString(config, stored.replaceFirst("file:.*", "s3://releases/fleet"));
    requireFailure("update.credentials are missing", "check");
  }

  @Test
  void softwareIsInstalledInsideItsWindowOnly() throws IOException {
    store().close();
    done("download");
    done("approve", "--by", "Mira");
    LocalTime now = LocalTime.now(Clock.system(ZoneId.systemDefault()));
    String window = "%02d:00-%02d:00".formatted((now.getHour() + 2) % 24, (now.getHour() + 3) % 24);
    configure("127.0.0.1", "  window: " + window);
    requireFailure("software is installed between " + window + " only", "install");
    assertEquals("releases/1.0.0", current());
  }

  @Test
  void fleetCommandSaysWhatItLacks() {
    Path repository = folder.resolve("repository");
    Path keys = folder.resolve("keys");
    for (List<Object> wrong :
        List.<List<Object>>of(
            List.of("publish"),
            List.of("publish", "--release", "1.1.0"),
            List.of("publish", "--release", "1.1.0", "--ring", "everyone=1"),
            List.of("rotate", "--role", "king"),
            List.of("release", "--release", "1.2-rc", "--content", folder))) {
      List<Object> words = new ArrayList<>(List.of("fleet"));
      words.addAll(wrong);
      words.addAll(List.of("--repository", repository, "--keys", keys));
      Shell said = Shell.run(words.toArray());
      assertEquals(2, said.code(), said.err());
      assertEquals(1, said.err().lines().count(), said.err());
    }
    assertTrue(fleet("list").out().contains("version=1.1.0, canary=100, early=0, all=100"));
    fleet("rotate", "--role", "timestamp");
    fleet("refresh");
    assertTrue(done("check").out().contains("1.1.0"));
  }

  @Test
  void unconfiguredUpdatesSayWhatIsMissing() throws IOException {
    Files.writeString(
        config, Files.readString(config).replace("  root: repository/1.root.json\n", ""));
    requireFailure("name the fleet's 1.root.json in update.root", "status");
    Files.writeString(config, Files.readString(config).replace("home: home", "home: nowhere"));
    requireFailure("no releases are kept in", "status");
  }

  @Test
  void boxThatHasNoReleasesToLookForIsNoFailureWhereNobodyWaits() throws IOException {
    String said = done("download", "--unattended").out();
    assertEquals("petrascope 1.1.0: downloaded", said);
    Path away = folder.resolve("stick");
    requireFailure("plug the stick in", "download", "--source", away);
    requireIdle("no releases are in " + away, "--source", away);
    Files.createDirectories(away);
    requireIdle("no releases are in " + away, "--source", away);
    String complete = Files.readString(config);
    Files.writeString(config, complete.replace("  source: repository\n", ""));
    requireIdle("neither update.source nor update.repository is configured");
    Path credentials = folder.resolve("s3.yaml");
    Files.writeString(credentials, "accessKeyId=box\nsecretAccessKey=secret\n");
    Files.writeString(
        config,
        complete.replace(
            "  source: repository\n",
            "  repository: s3://fleet?endpoint=http://127.0.0.1:9&region=mine\n  credentials: %s\n"
                .formatted(credentials)));
    requireIdle("no releases are looked for");
    Files.writeString(config, complete.replace("  root: repository/1.root.json\n", ""));
    requireIdle("update.root is not configured");
  }

  private void requireIdle(String why, Object... options) {
    List<Object> words = new ArrayList<>(List.of("download", "--unattended"));
    words.addAll(List.of(options));
    Shell said = done(words.toArray());
    assertEquals("", said.out());
    assertTrue(said.err().contains(why), said.err());
  }
}
