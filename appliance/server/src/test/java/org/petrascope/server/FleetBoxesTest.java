package org.petrascope.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.spectral.Sensor;
import org.petrascope.spectral.WavelengthRange;
import org.petrascope.spectral.WavelengthShift;
import org.petrascope.store.LampEvent;
import org.petrascope.store.Store;
import org.petrascope.store.WavelengthRecord;
import org.petrascope.sync.StoredScans;

/** The fleet's own view: boxes are known by their keys, and how they are by their letters. */
class FleetBoxesTest {
  private static final Instant AT = Instant.parse("2026-03-14T06:00:00Z");
  private static final Sensor SENSOR = new Sensor("Petrascope", "simulated", "S1", "");

  @TempDir Path folder;
  private Path stick;
  private Path publicKey;
  private String box;

  @BeforeEach
  void letABoxWriteALetter() throws Exception {
    stick = Files.createDirectory(folder.resolve("stick"));
    KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    pem("letter.pem", "PRIVATE KEY", keys.getPrivate().getEncoded());
    publicKey = pem("public.pem", "PUBLIC KEY", keys.getPublic().getEncoded());
    try (Store store = Store.open(folder.resolve("data"), Clock.systemUTC())) {
      box = store.deliveries().boxId();
      StoredScans scans = new StoredScans(store, AT, 3);
      lamp(store, 0, LampEvent.Kind.REPLACED);
      lamp(store, 1, LampEvent.Kind.ON);
      lamp(store, 9, LampEvent.Kind.OFF);
      check(store, "early", 1, 0.8);
      check(store, "late", 2, -0.25);
      scans.finish(5000);
    }
    Path config =
        Files.writeString(
            folder.resolve("petrascope.yaml"),
            """
            version: 1
            data: data
            stations:
              - id: core
                camera: {address: 127.0.0.1}
            sync:
              store: file:%s
              letterKey: letter.pem
            """
                .formatted(stick));
    Shell sent = Shell.run("sync", "--once", "--config", config);
    assertEquals(0, sent.code(), sent.err());
  }

  private static void lamp(Store store, int hours, LampEvent.Kind kind) {
    store.lampEvents().add(new LampEvent("core", AT.plusSeconds(3600L * hours), kind));
  }

  private static void check(Store store, String id, int hours, double nm) {
    WavelengthShift shift =
        new WavelengthShift(nm, 0.02, 0, 1600, new WavelengthRange(1000, 2500), 9);
    Instant at = AT.plusSeconds(3600L * hours);
    store.wavelengthChecks().add(new WavelengthRecord(id, at, SENSOR, "tile", "d1", "w1", shift));
  }

  private Path pem(String name, String label, byte[] der) throws IOException {
    return Files.writeString(
        folder.resolve(name),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(label, Base64.getMimeEncoder().encodeToString(der), label));
  }

  private Shell fleet(Object... words) {
    List<Object> all = new ArrayList<>(List.of("fleet"));
    all.addAll(List.of(words));
    all.addAll(List.of("--enrolled", folder.resolve("boxes")));
    return Shell.run(all.toArray());
  }

  private Shell enrol(String name, Path key) {
    return fleet("enrol", "--box", box, "--box-name", name, "--public-key", key);
  }

  private Shell boxes(Object... more) {
    List<Object> words = new ArrayList<>(List.of("boxes", "--remote", "file:" + stick));
    words.addAll(List.of(more));
    return fleet(words.toArray());
  }

  @Test
  void lastLetterTellsHowABoxIs() throws IOException {
    Shell taken = enrol("North shed", publicKey);
    assertEquals("box " + box + " is enrolled", taken.out(), taken.err());
    Shell told = boxes();
    assertEquals(0, told.code(), told.err());
    assertTrue(told.out().startsWith(box + " North shed: last seen "), told.out());
    assertTrue(told.out().contains(", lamp of core 8.0 h, wavelengths of S1 -0.25 nm"), told.out());
    JsonNode report = Json.MAPPER.readTree(boxes("--json").out()).path(0);
    assertEquals(1, report.path("letter").asLong());
    assertTrue(Instant.parse(report.path("lastSeen").asText()).isAfter(AT));
    assertEquals("petrascope " + Appliance.VERSION, report.path("version").asText());
    assertTrue(report.path("freeBytes").asLong() > 0);
    assertEquals(6, report.path("sync").path("filesWaiting").asInt(), "when it was written");
    assertEquals(8, report.path("lamps").path(0).path("hours").asDouble());
    assertEquals("late", checkAt(report.path("wavelengths")));
  }

  private static String checkAt(JsonNode wavelengths) {
    assertEquals(1, wavelengths.size());
    Instant at = Instant.parse(wavelengths.path(0).path("at").asText());
    return at.equals(AT.plusSeconds(7200)) ? "late" : "early";
  }

  @Test
  void everyEventIsExportedOnceAndInOrder() throws IOException {
    enrol("North shed", publicKey);
    Shell told = fleet("audit", "--remote", "file:" + stick);
    assertEquals(0, told.code(), told.err());
    List<JsonNode> events = new ArrayList<>();
    for (String line : told.out().lines().toList()) {
      events.add(Json.MAPPER.readTree(line));
    }
    assertEquals(
        List.of("replaced", "on", "off"),
        events.stream()
            .filter(event -> event.path("kind").asText().equals("lamp"))
            .map(event -> event.path("detail").asText())
            .toList());
    assertTrue(events.stream().allMatch(event -> event.path("box").asText().equals(box)));
    List<Long> numbers = events.stream().map(event -> event.path("number").asLong()).toList();
    assertEquals(numbers.stream().sorted().distinct().toList(), numbers);
  }

  @Test
  void letterOfSomebodyElseIsNotBelieved() throws Exception {
    KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    Path key = pem("other.pem", "PUBLIC KEY", other.getPublic().getEncoded());
    assertEquals(0, enrol("North shed", key).code());
    Shell told = boxes();
    assertEquals(1, told.code());
    assertTrue(told.out().contains("it is not signed with the key"), told.out());
    Shell again = enrol("North shed", publicKey);
    assertEquals(1, again.code());
    assertTrue(again.err().contains("is enrolled with another key"), again.err());
    assertEquals(1, fleet("audit", "--remote", "file:" + stick).code());
  }

  @Test
  void missingLetterIsToldAndABoxWithoutAny() throws IOException {
    enrol("North shed", publicKey);
    Path letters = stick.resolve("boxes").resolve(box).resolve("letters");
    try (Stream<Path> files = Files.list(letters)) {
      for (Path file : files.toList()) {
        Files.move(file, letters.resolve("000000000002.json"));
      }
    }
    Shell audit = fleet("audit", "--remote", "file:" + stick);
    assertEquals(1, audit.code());
    assertTrue(audit.err().contains("letter 1 is missing"), audit.err());
    assertTrue(boxes().out().contains("it is number 1 of box"), "a letter keeps its number");
    Files.delete(letters.resolve("000000000002.json"));
    assertTrue(boxes().out().contains("it has written no letter yet"));
  }

  @Test
  void whatIsMissingIsSaid() {
    assertEquals(2, Shell.run("fleet", "boxes").code());
    assertEquals(2, fleet("boxes").code());
    assertEquals(2, fleet("enrol", "--box", box).code());
    assertTrue(boxes().err().contains("run petrascope fleet enrol"));
    assertTrue(
        fleet("enrol", "--box", "North", "--public-key", publicKey)
            .err()
            .contains("'North' is no identity of a box"));
  }
}
