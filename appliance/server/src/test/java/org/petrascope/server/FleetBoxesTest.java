package org.petrascope.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.spectral.Sensor;
import org.petrascope.spectral.WavelengthRange;
import org.petrascope.spectral.WavelengthShift;
import org.petrascope.store.BoxIdentity;
import org.petrascope.store.LampEvent;
import org.petrascope.store.Store;
import org.petrascope.store.WavelengthRecord;
import org.petrascope.sync.SignedLetter;
import org.petrascope.sync.StoredScans;

/** The fleet's own view: boxes are known by their keys, and how they are by their letters. */
class FleetBoxesTest {
  private static final Instant AT = Instant.parse("2026-03-14T06:00:00Z");
  private static final Sensor SENSOR = new Sensor("Petrascope", "simulated", "S1", "");

  @TempDir Path folder;
  private Path stick;
  private Path document;
  private String box;

  @BeforeEach
  void letABoxWriteALetter() throws Exception {
    stick = Files.createDirectory(folder.resolve("stick"));
    try (Store store = Store.open(folder.resolve("data"), Clock.systemUTC())) {
      box = store.identity().name();
      document = enrolment(store.identity(), "enrolment.json");
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
            """
                .formatted(stick));
    Shell sent = Shell.run("sync", "--once", "--config", config);
    assertEquals(0, sent.code(), sent.err());
  }

  private Path enrolment(BoxIdentity identity, String file) throws IOException {
    Path answers =
        Files.writeString(
            folder.resolve("answers.yaml"),
            """
            version: 1
            site: North Ridge
            administrator: Kari Nordmann
            stations:
              - id: core
                camera: {address: 127.0.0.1}
            """);
    return Files.write(
        folder.resolve(file), Enrolment.document(identity, Answers.read(answers), AT));
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

  private Shell fleet(Object... words) {
    List<Object> all = new ArrayList<>(List.of("fleet"));
    all.addAll(List.of(words));
    all.addAll(List.of("--enrolled", folder.resolve("boxes")));
    return Shell.run(all.toArray());
  }

  private Shell enrol(Object... more) {
    List<Object> words = new ArrayList<>(List.of("enrol", document));
    words.addAll(List.of(more));
    return fleet(words.toArray());
  }

  private Shell boxes(Object... more) {
    List<Object> words = new ArrayList<>(List.of("boxes", "--remote", "file:" + stick));
    words.addAll(List.of(more));
    return fleet(words.toArray());
  }

  @Test
  void lastLetterTellsHowABoxIs() throws IOException {
    Shell taken = enrol("--box-name", "North shed");
    assertTrue(taken.out().startsWith("box " + box + " is enrolled as North shed"), taken.err());
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

  @Test
  void lastSeenIsTheStoresTimeAndTheBoxsClockIsComparedWithIt() throws IOException {
    enrol();
    Path letter = letter(1);
    Instant stored = Files.getLastModifiedTime(letter).toInstant().minus(Duration.ofDays(365));
    Files.setLastModifiedTime(letter, FileTime.from(stored));
    JsonNode report = Json.MAPPER.readTree(boxes("--json").out()).path(0);
    assertEquals(stored, Instant.parse(report.path("lastSeen").asText()));
    Duration off =
        Duration.between(stored, Instant.parse(report.path("boxClock").asText())).plusMillis(500);
    assertEquals(off.toSeconds(), report.path("clockOffS").asLong());
    assertTrue(off.toDays() >= 364, off.toString());
    assertTrue(boxes().out().contains("clock off by +%d s".formatted(off.toSeconds())));
  }

  private Path letter(int number) {
    return stick.resolve("boxes/%s/letters/%012d.json".formatted(box, number));
  }

  @Test
  void documentGivesKeyRequestAndWhatTheBoxSaysOfItself() throws Exception {
    Shell taken = enrol("--box", box, "--json");
    assertEquals(0, taken.code(), taken.err());
    JsonNode told = Json.MAPPER.readTree(taken.out());
    assertEquals("North Ridge", told.path("name").asText());
    assertEquals(box, told.path("box").asText());
    Path request = folder.resolve("boxes").resolve(box + ".csr");
    assertTrue(Files.readString(request).startsWith("-----BEGIN CERTIFICATE REQUEST-----\n"));
    JsonNode notes = Json.MAPPER.readTree(folder.resolve("boxes").resolve(box + ".json").toFile());
    assertEquals("Kari Nordmann", notes.path("administrator").asText());
    assertEquals("core", notes.path("stations").path(0).asText());
    Shell again = enrol("--box-name", "North shed");
    assertEquals(0, again.code(), again.err());
    assertTrue(boxes().out().startsWith(box + " North shed: "), "the newest holds");
  }

  @Test
  void documentComesThroughTheStoreForWhoKnowsTheBoxsName() {
    Shell taken = fleet("enrol", "--remote", "file:" + stick, "--box", box);
    assertEquals(0, taken.code(), taken.err());
    assertEquals(0, boxes().code());
    Shell other = fleet("enrol", "--remote", "file:" + stick, "--box", "0".repeat(32));
    assertEquals(1, other.code());
    assertTrue(other.err().contains("has sent no enrolment"), other.err());
  }

  @Test
  void changedForeignAndCutDocumentsAreRefusedInOneSentence() throws Exception {
    byte[] whole = Files.readAllBytes(document);
    ObjectNode parts = (ObjectNode) Json.MAPPER.readTree(whole);
    String said = new String(Base64.getDecoder().decode(parts.path("signed").asText()), UTF_8);
    requireRefused(
        "was changed after the box signed it", resigned(parts, said.replace("North", "South")));
    requireRefused(
        "is of form 'petrascope enrolment 2', expected 'petrascope enrolment 1'",
        resigned(parts, said.replace("enrolment 1", "enrolment 2")));
    requireRefused("is no whole enrolment", Arrays.copyOf(whole, whole.length - 40));
    requireRefused("is no whole enrolment", "a letter".getBytes(UTF_8));
    requireRefused("is no whole enrolment", "{\"signed\": \"!\"}".getBytes(UTF_8));
    requireRefused("is no whole enrolment", new byte[0]);
    assertTrue(Files.notExists(folder.resolve("boxes")), "nothing was taken");
  }

  /** Another box that signs, with its own key, that it is this one. */
  @Test
  void boxThatSpeaksForAnotherIsRefused() throws Exception {
    BoxIdentity other = BoxIdentity.in(folder.resolve("other"));
    Path foreign = enrolment(other, "foreign.json");
    ObjectNode parts = (ObjectNode) Json.MAPPER.readTree(foreign.toFile());
    byte[] signed =
        new String(Base64.getDecoder().decode(parts.path("signed").asText()), UTF_8)
            .replace(other.name(), box)
            .getBytes(UTF_8);
    parts.put("signed", Base64.getEncoder().encodeToString(signed));
    parts.put("signature", Base64.getEncoder().encodeToString(other.sign(signed)));
    requireRefused(
        "is signed by box %s and speaks for box %s".formatted(other.name(), box),
        Json.bytes(parts));
    Shell mistaken = fleet("enrol", foreign, "--box", other.name());
    assertEquals(0, mistaken.code(), "its own document is good");
    Shell expected = fleet("enrol", foreign, "--box", box);
    assertEquals(1, expected.code());
    assertTrue(expected.err().contains("is of box " + other.name() + ", expected box " + box));
  }

  private static byte[] resigned(ObjectNode parts, String said) {
    return Json.bytes(
        parts.deepCopy().put("signed", Base64.getEncoder().encodeToString(said.getBytes(UTF_8))));
  }

  private void requireRefused(String why, byte[] content) throws IOException {
    Files.write(document, content);
    Shell refused = enrol();
    assertEquals(1, refused.code(), refused.out());
    assertEquals(1, refused.err().lines().count(), refused.err());
    assertTrue(refused.err().contains(why), refused.err());
  }

  private static String checkAt(JsonNode wavelengths) {
    assertEquals(1, wavelengths.size());
    Instant at = Instant.parse(wavelengths.path(0).path("at").asText());
    return at.equals(AT.plusSeconds(7200)) ? "late" : "early";
  }

  @Test
  void everyEventIsExportedOnceAndInOrder() throws IOException {
    enrol();
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
    enrol();
    BoxIdentity other = BoxIdentity.in(folder.resolve("other"));
    ObjectNode body = Json.MAPPER.createObjectNode().put("at", AT.toString());
    Files.write(letter(1), new SignedLetter(box, 1, 0, body).sealed(other::sign));
    Shell told = boxes();
    assertEquals(1, told.code());
    assertTrue(told.out().contains("it is not signed with the key"), told.out());
    assertEquals(1, fleet("audit", "--remote", "file:" + stick).code());
  }

  @Test
  void missingLetterIsToldAndABoxWithoutAny() throws IOException {
    enrol();
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
    assertEquals(2, fleet("enrol", "--remote", "file:" + stick).code());
    assertTrue(boxes().err().contains("run petrascope fleet enrol"));
    assertTrue(enrol("--box", "North").err().contains("'North' is no name of a box"));
  }
}
