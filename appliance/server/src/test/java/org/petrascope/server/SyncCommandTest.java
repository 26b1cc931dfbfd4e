package org.petrascope.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.Store;
import org.petrascope.sync.StoredScans;
import org.petrascope.sync.SyncSettings;
import org.petrascope.sync.TimeWindow;

class SyncCommandTest {
  private static final String SITE_KEY = "0f".repeat(32);

  @TempDir Path folder;
  private Path stick;
  private ScanRecord scan;

  @BeforeEach
  void scanABox() throws IOException {
    stick = Files.createDirectory(folder.resolve("stick"));
    try (Store store = Store.open(folder.resolve("data"), Clock.systemUTC())) {
      scan = new StoredScans(store, Instant.parse("2026-03-14T12:00:00Z"), 1).finish(9000);
    }
  }

  private Path config(String sync) throws IOException {
    return Files.writeString(
        folder.resolve("petrascope.yaml"),
        """
        version: 1
        data: data
        stations:
          - id: core
            camera: {address: 127.0.0.1}
        """
            + sync);
  }

  private String toStick(String more) {
    return "sync:\n  store: file:%s\n".formatted(stick) + more;
  }

  private Shell verify(Object... more) {
    Object[] arguments = new Object[more.length + 3];
    System.arraycopy(new Object[] {"verify", "--remote", "file:" + stick}, 0, arguments, 0, 3);
    System.arraycopy(more, 0, arguments, 3, more.length);
    return Shell.run(arguments);
  }

  @Test
  void scansGoToAStickAndAreVerifiedThere() throws IOException {
    Shell sent = Shell.run("sync", "--once", "--config", config(toStick("")));
    assertEquals(0, sent.code(), sent.err());
    assertEquals("6 files are proven, 0 wait", sent.out());
    Shell whole = verify(scan.id());
    assertEquals(0, whole.code(), whole.err());
    assertTrue(whole.out().contains(scan.id() + " of box"), whole.out());
    assertTrue(whole.out().contains("whole, 6 files"), whole.out());
    assertEquals(1, verify("20260314T120000000Z-ffffffff").code());
  }

  @Test
  void damagedFileOnTheStickIsNamed() throws IOException {
    Shell.run("sync", "--once", "--config", config(toStick("")));
    Path object;
    try (var files = Files.walk(stick)) {
      object =
          files
              .filter(Files::isRegularFile)
              .filter(file -> file.toFile().length() == 9000)
              .findFirst()
              .orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(object);
    bytes[4000] ^= 4;
    Files.write(object, bytes);
    Shell damaged = verify();
    assertEquals(1, damaged.code());
    assertTrue(
        damaged.err().contains("capture/lines.raw has 9000 bytes with SHA-256"), damaged.err());
    Files.delete(object);
    assertTrue(verify().err().contains("capture/lines.raw is missing"));
  }

  @Test
  void encryptedScansAreVerifiedWithTheSiteKeyAlone() throws IOException {
    Path key = Files.writeString(folder.resolve("site.key"), SITE_KEY);
    Shell sent = Shell.run("sync", "--once", "--config", config(toStick("  siteKey: site.key\n")));
    assertEquals(0, sent.code(), sent.err());
    assertEquals(0, verify("--site-key", key).code());
    assertEquals(1, verify().code());
    Path other = Files.writeString(folder.resolve("other.key"), "1f".repeat(32));
    assertTrue(verify("--site-key", other).err().contains("the site key is another"));
  }

  @Test
  void withoutAStoreNothingIsSentAndNothingIsWrong() throws IOException {
    Shell nothing = Shell.run("sync", "--config", config(""));
    assertEquals(0, nothing.code());
    assertTrue(nothing.err().contains("configure sync.store"), nothing.err());
  }

  @Test
  void allProblemsOfTheSectionAreToldTogether() throws IOException {
    Path config =
        config(
            """
            sync:
              store: s3://cores?endpoint=http://127.0.0.1:1
              windows: ["22:00-22:00"]
              partMiB: 4
              rateKBPerS: -1
              backOffFirstS: 10
              backOffMaxS: 5
              quota: 1
            """);
    String refusal =
        assertThrows(ServerException.class, () -> ConfigurationFile.read(config)).getMessage();
    for (String problem :
        List.of(
            "sync.credentials are missing",
            "sync.windows is refused: window 22:00-22:00 is empty",
            "sync.partMiB is 4: expected a whole number from 5 to 64",
            "sync.rateKBPerS is -1",
            "sync.backOffMaxS is less than backOffFirstS",
            "sync.quota is unknown")) {
      assertTrue(refusal.contains(problem), refusal);
    }
  }

  @Test
  void orderChangesWhatItNamesAndKeepsTheRest() throws IOException {
    String own = "  rateKBPerS: 64\n  windows: [\"22:00-06:00\"]\n  quotaMBPerDay: 200\n";
    SyncConfiguration sync = ConfigurationFile.read(config(toStick(own))).sync().orElseThrow();
    SyncSettings ordered =
        sync.ordered(Json.object("{\"rateKBPerS\": 128}".getBytes(StandardCharsets.UTF_8)));
    assertEquals(128_000, ordered.bytesPerS());
    assertEquals(List.of(TimeWindow.parse("22:00-06:00")), ordered.windows());
    assertEquals(200_000_000, ordered.bytesPerDay());
    assertEquals(Duration.ofMinutes(15), ordered.postEvery());
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                sync.ordered(
                    Json.object(
                        "{\"store\": \"file:/\", \"pollS\": 0}".getBytes(StandardCharsets.UTF_8))));
    assertTrue(refused.getMessage().contains("store is unknown"), refused.getMessage());
    assertTrue(refused.getMessage().contains("pollS is 0"), refused.getMessage());
  }

  @Test
  void orderOnTheStickIsFollowedAndToldInTheNextLetter() throws Exception {
    KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    Path secret = pem("secret.pem", "PRIVATE KEY", keys.getPrivate().getEncoded());
    pem("public.pem", "PUBLIC KEY", keys.getPublic().getEncoded());
    Path config = config(toStick("  orderKey: public.pem\n"));
    String box;
    try (Store store = Store.open(folder.resolve("data"), Clock.systemUTC())) {
      box = store.identity().name();
    }
    Path order = Files.writeString(folder.resolve("order.json"), "{\"rateKBPerS\": 5000}");
    Shell placed =
        Shell.run("order", "--remote", "file:" + stick, "--box", box, "--key", secret, order);
    assertEquals("order 1 waits for box " + box, placed.out(), placed.err());
    Shell sent = Shell.run("sync", "--once", "--config", config);
    assertEquals(0, sent.code(), sent.err());
    try (Store store = Store.open(folder.resolve("data"), Clock.systemUTC())) {
      assertEquals(1, store.syncNotes().letters().orderAccepted());
      assertEquals("{\"rateKBPerS\":5000}", store.syncNotes().letters().order());
      assertEquals(1, store.syncNotes().letters().sent());
    }
    Files.writeString(order, "{\"rate\": 5000}");
    Shell refused =
        Shell.run("order", "--remote", "file:" + stick, "--box", box, "--key", secret, order);
    assertEquals(1, refused.code());
    assertTrue(refused.err().contains("rate is unknown"), refused.err());
  }

  private Path pem(String name, String label, byte[] der) throws IOException {
    return Files.writeString(
        folder.resolve(name),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(label, Base64.getEncoder().encodeToString(der), label));
  }
}
