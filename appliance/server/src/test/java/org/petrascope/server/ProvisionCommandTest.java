package org.petrascope.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.store.AuditEntry;
import org.petrascope.store.BoxIdentity;
import org.petrascope.store.Role;
import org.petrascope.store.SendingStore;
import org.petrascope.store.Store;

class ProvisionCommandTest {
  private static final String ANSWERS =
      """
      version: 1
      site: North Ridge
      administrator: Kari Nordmann
      timeServers: [192.0.2.10, 192.0.2.11]
      cameraPorts: [enp2s0, enp3s0]
      http: {port: 8088}
      stations:
        - id: swir
          name: Core shed
          camera: {address: 169.254.10.20}
      """;

  @TempDir private Path folder;
  private Path root;

  @BeforeEach
  void makeRoot() throws IOException {
    root = Files.createDirectory(folder.resolve("box"));
  }

  @Test
  void unattendedBoxIsReadyForTheAppliance() throws IOException {
    Shell told = provision(ANSWERS);
    assertEquals(0, told.code(), told.err());
    Configuration configuration = ConfigurationFile.read(at("etc/petrascope/petrascope.yaml"));
    assertEquals(Path.of("/var/lib/petrascope"), configuration.data());
    assertEquals(8088, configuration.http().port());
    assertEquals("Core shed", configuration.stations().getFirst().name());
    assertEquals(
        "rw-r-----",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(at("etc/petrascope/petrascope.yaml"))));
    assertEquals(
        "[Time]\nNTP=192.0.2.10 192.0.2.11\n",
        Files.readString(at("etc/systemd/timesyncd.conf.d/petrascope.conf")));
    String second = Files.readString(at("etc/systemd/network/70-petrascope-camera1.link"));
    assertTrue(second.contains("OriginalName=enp3s0\n"), second);
    assertTrue(second.contains("Name=camera1\nMTUBytes=9000\n"), second);
    assertEquals(List.of(), leftovers());
  }

  @Test
  void administratorOfTheAnswersMaySignIn() throws IOException {
    Shell told = provision(ANSWERS + "account: {name: kari, secret: correct horse 7}\n");
    assertEquals(0, told.code(), told.err());
    try (Store store = Store.open(at("var/lib/petrascope"), Clock.systemUTC())) {
      assertEquals(Role.ADMINISTRATOR, store.accounts().find("kari").orElseThrow().role());
      String kept = store.accounts().secret("kari").orElseThrow();
      assertTrue(SecretHash.fits("correct horse 7", kept));
    }
    Shell weak = provision(ANSWERS + "account: {name: Kari, secret: short}\n");
    assertEquals(1, weak.code());
    assertTrue(weak.err().contains("account name Kari cannot be used"), weak.err());
  }

  /** Any reader of YAML takes it, what it writes are good answers, and its commands are there. */
  @Test
  void exampleForCloudInitMakesABoxReady() throws IOException {
    Path example = Path.of("../../provisioning/deb/files/cloud-init.yaml");
    assertTrue(Files.readString(example).startsWith("#cloud-config\n"));
    JsonNode told = Answers.YAML.readTree(example.toFile());
    JsonNode written = told.path("write_files").path(0);
    assertEquals("0600", written.path("permissions").asText());
    List<List<String>> commands = new ArrayList<>();
    for (JsonNode command : told.path("runcmd")) {
      assertTrue(command.isArray(), command + " is no list of words");
      List<String> words = new ArrayList<>();
      command.forEach(word -> words.add(word.asText()));
      commands.add(words);
    }
    String answers = written.path("path").asText();
    assertTrue(
        commands.contains(List.of("petrascope", "provision", "--answers", answers)),
        commands.toString());
    Shell said = provision(written.path("content").asText());
    assertEquals(0, said.code(), said.err());
    Configuration made = ConfigurationFile.read(at("etc/petrascope/petrascope.yaml"));
    assertEquals("swir", made.stations().getFirst().id());
    Path credentials = made.sync().orElseThrow().credentials().orElseThrow();
    assertTrue(
        commands.stream().anyMatch(words -> words.getLast().equals(credentials.toString())),
        commands.toString());
    Path root = made.update().root().orElseThrow();
    assertTrue(
        commands.contains(List.of("install", "-m", "644", "/media/1.root.json", root.toString())),
        commands.toString());
  }

  @Test
  void enrolmentIsSignedByTheBoxThatItNames() throws IOException {
    assertEquals(0, provision(ANSWERS).code());
    JsonNode document =
        Json.MAPPER.readTree(Files.readAllBytes(at("etc/petrascope/enrolment.json")));
    byte[] signed = Base64.getDecoder().decode(document.path("signed").asText());
    byte[] signature = Base64.getDecoder().decode(document.path("signature").asText());
    JsonNode said = Json.MAPPER.readTree(signed);
    byte[] key = Base64.getDecoder().decode(said.path("publicKey").asText());
    assertTrue(BoxIdentity.made(key, signed, signature));
    signed[signed.length / 2] ^= 1;
    assertFalse(BoxIdentity.made(key, signed, signature));
    assertEquals(BoxIdentity.fingerprint(key).substring(0, 32), said.path("box").asText());
    assertEquals(
        said.path("box").asText(),
        ConfigurationFile.read(at("etc/petrascope/petrascope.yaml")).update().box().id());
    assertEquals(
        "rw-r-----",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(at("etc/petrascope/enrolment.json"))));
    assertEquals("North Ridge", said.path("site").asText());
    assertEquals("swir", said.path("stations").path(0).asText());
  }

  /** The JDK's own reader checks the signature of a request before it prints it. */
  @Test
  void certificateRequestIsTakenByAnotherReader() throws Exception {
    BoxIdentity identity = BoxIdentity.in(folder.resolve("identity"));
    String site = "Gruve nord, " + "langt ".repeat(30);
    Path request =
        Files.writeString(folder.resolve("request.pem"), CertificateRequest.pem(identity, site));
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-printcertreq",
                "-file",
                request.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, keytool.waitFor(), said);
    assertTrue(said.contains("CN=" + identity.name()), said);
    assertTrue(said.contains("Gruve nord"), said);
    assertTrue(said.contains("Signature algorithm: Ed25519"), said);
  }

  @Test
  void boxThatIsReadyIsNotMadeReadyAgain() throws IOException {
    assertEquals(0, provision(ANSWERS).code());
    String key = Files.readString(at("var/lib/petrascope/identity/box.key"));
    Shell again = provision(ANSWERS);
    assertEquals(1, again.code());
    assertTrue(again.err().contains("made ready already"), again.err());
    assertEquals(key, Files.readString(at("var/lib/petrascope/identity/box.key")));
  }

  @Test
  void resetForgetsTheBoxAndKeepsItsData() throws IOException {
    assertEquals(0, provision(ANSWERS).code());
    String key = Files.readString(at("var/lib/petrascope/identity/box.key"));
    Path raw = at("var/lib/petrascope/scans/H1/raw");
    Files.createDirectories(raw.getParent());
    Files.writeString(raw, "lines");
    assertEquals(0, Shell.run("provision", "--reset", "--root", root).code());
    assertEquals("lines", Files.readString(raw));
    try (Stream<Path> files = Files.walk(root)) {
      assertEquals(List.of(raw), files.filter(Files::isRegularFile).toList());
    }
    assertEquals(0, provision(ANSWERS).code());
    assertFalse(key.equals(Files.readString(at("var/lib/petrascope/identity/box.key"))));
  }

  @Test
  void resetForgetsWhoMaySignInAndEverySecret() throws IOException {
    Shell told = provision(ANSWERS + "account: {name: kari, secret: correct horse 7}\n");
    assertEquals(0, told.code(), told.err());
    Path data = at("var/lib/petrascope");
    List<Path> secrets =
        List.of(
            data.resolve("identity/box.key"),
            data.resolve("tls/key.pem"),
            data.resolve("command.token"),
            at("etc/petrascope/s3.credentials"));
    Path root = Files.writeString(at("etc/petrascope/1.root.json"), "{}");
    String kept;
    try (Store store = Store.open(data, Clock.systemUTC())) {
      kept = store.accounts().secret("kari").orElseThrow();
      store.signIns().add("0".repeat(64), "kari", Instant.now());
      store.audit().append(new AuditEntry(Instant.EPOCH, "kari", "127.0.0.1", "signed in", "done"));
    }
    for (Path secret : secrets) {
      Files.createDirectories(secret.getParent());
      Files.writeString(secret, "secret");
    }
    assertEquals(0, Shell.run("provision", "--reset", "--root", this.root).code());
    for (Path secret : secrets) {
      assertFalse(Files.exists(secret), secret.toString());
    }
    assertTrue(Files.exists(root));
    try (Store store = Store.open(data, Clock.systemUTC())) {
      assertTrue(store.accounts().none());
      assertEquals(Optional.empty(), store.signIns().look("0".repeat(64), Instant.now()));
      assertEquals("kari", store.audit().newest(1).getFirst().who());
    }
    String database = Files.readString(data.resolve("petrascope.db"), StandardCharsets.ISO_8859_1);
    assertFalse(database.contains(kept), "the hash of a password is left in the database");
  }

  @Test
  void boxThatSendsIsNotReset() throws IOException {
    assertEquals(0, provision(ANSWERS).code());
    Path data = at("var/lib/petrascope");
    Store.open(data, Clock.systemUTC()).close();
    try (SendingStore sending = SendingStore.open(data)) {
      Shell refused = Shell.run("provision", "--reset", "--root", root);
      assertEquals(1, refused.code());
      assertTrue(refused.err().contains("is in use by process"), refused.err());
      assertTrue(Files.exists(at("var/lib/petrascope/identity/box.key")));
      assertEquals(sending.identity().name(), BoxIdentity.in(data.resolve("identity")).name());
    }
    assertEquals(0, Shell.run("provision", "--reset", "--root", root).code());
  }

  @Test
  void everyWrongAnswerIsToldAndNothingIsMade() throws IOException {
    Shell refused = provision("version: 1\nstie: x\nclock: noon\nadministrator: K\nstations: []\n");
    assertEquals(1, refused.code());
    for (String problem : List.of("site is missing", "stie is unknown", "noon is no time")) {
      assertTrue(refused.err().contains(problem), refused.err());
    }
    Shell unusable = provision(ANSWERS.replace("10.20}", "10.20, lineRateHz: -1}"));
    assertEquals(1, unusable.code());
    assertTrue(unusable.err().contains("lineRateHz is -1"), unusable.err());
    assertEquals(List.of(), leftovers());
    assertFalse(Files.exists(at("var/lib/petrascope/identity")));
  }

  @Test
  void lostClockIsRefused() {
    Clock dead = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    Answers answers = interviewed("s\nt\n127.0.0.1\n\n\n\n\nK\n\n");
    ServerException refused =
        assertThrows(ServerException.class, () -> new FirstStart(root, dead).make(answers));
    assertTrue(refused.getMessage().contains("1970-01-01"), refused.getMessage());
  }

  @Test
  void questionsGiveTheSameAsAnswers() {
    Answers answers =
        interviewed(
            "\nNorth Ridge\nCore shed, SWIR\n169.254.10.20\nwide\n0.4\nenp2s0\nnoon\n2026-11-27T10:24:00Z\n192.0.2.10 192.0.2.11\nKari\nKari\nshort\nshort\nkari\ncorrect horse 8\ncorrect horse 9\nkari\ncorrect horse 7\ncorrect horse 7\n");
    assertEquals("North Ridge", answers.site());
    assertEquals(
        Optional.of(new Answers.FirstAccount("kari", "correct horse 7")), answers.account());
    assertEquals(Optional.of(Instant.parse("2026-11-27T10:24:00Z")), answers.clock());
    assertEquals(List.of("192.0.2.10", "192.0.2.11"), answers.timeServers());
    assertEquals(List.of("enp2s0"), answers.cameraPorts());
    JsonNode station = answers.configuration().path("stations").path(0);
    assertEquals("core-shed-swir", station.path("id").asText());
    assertEquals(0.4, station.path("linePitchMm").asDouble());
  }

  @Test
  void nobodyThereIsSaidInASentence() {
    ServerException refused = assertThrows(ServerException.class, () -> interviewed("North\n"));
    assertTrue(refused.getMessage().startsWith("nobody answers"), refused.getMessage());
  }

  private static Answers interviewed(String typed) {
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    return new Interview(
            new Console(nowhere, nowhere, false),
            new Typing.Lines(new BufferedReader(new StringReader(typed)), false),
            Clock.fixed(FirstStart.EARLIEST, ZoneOffset.UTC))
        .ask();
  }

  private Shell provision(String answers) throws IOException {
    Path file = Files.writeString(folder.resolve("answers.yaml"), answers);
    return Shell.run("provision", "--answers", file, "--root", root);
  }

  private Path at(String place) {
    return root.resolve(place);
  }

  /** Files that were only there for a while. */
  private List<Path> leftovers() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(f -> f.toString().matches(".*\\.(tried|partial)")).toList();
    }
  }
}
