package org.petrascope.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.store.Role;
import org.petrascope.store.Store;

class DiagnosticsBundleTest {
  private static final String PLANTED = "Pl4nted-S3cret-";

  @TempDir private Path folder;

  private static Map<String, String> unpacked(Path zip) throws IOException {
    Map<String, String> entries = new TreeMap<>();
    try (ZipFile file = new ZipFile(zip.toFile())) {
      for (ZipEntry entry : Collections.list(file.entries())) {
        entries.put(
            entry.getName(),
            new String(file.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return entries;
  }

  /** A box with a secret wherever one can be; gives them all. */
  private List<String> plant() throws IOException {
    Files.writeString(
        folder.resolve("petrascope.yaml"),
        """
        # %1$s0
        version: 1
        data: data
        password: %1$s1
        http: {tls: {certificate: c.pem, key: %1$s2}}
        sync:
          url: https://user:%1$s3@store.example/bucket
          accessKey: %1$s4
          headers: ["Authorization: Bearer %1$s5", "x-api-key=%1$s6"]
          nested: [{client_secret: %1$s7}, {pin: 918273}]
        """
            .formatted(PLANTED));
    List<String> secrets = new ArrayList<>(List.of(PLANTED, "918273", "pbkdf2-sha256$"));
    Path data = folder.resolve("data");
    try (Store store = Store.open(data, Clock.systemUTC())) {
      new AccountBook(store, Clock.systemUTC())
          .add("chief", Role.ADMINISTRATOR, PLANTED + " of his");
      String session = Tokens.random();
      store.signIns().add(Tokens.sha256(session), "chief", Clock.systemUTC().instant());
      secrets.addAll(List.of(session, Tokens.sha256(session)));
      secrets.add(store.accounts().secret("chief").orElseThrow());
      store.identity();
    }
    secrets.add(CommandToken.make(data).text());
    BoxCertificate.in(data, HttpSettings.on(0)).at(Clock.systemUTC().instant());
    for (Path key : List.of(data.resolve("identity/box.key"), data.resolve("tls/key.pem"))) {
      secrets.add(Files.readAllLines(key).get(1));
    }
    return secrets;
  }

  @Test
  void bundleTellsMuchAndNoSecret() throws Exception {
    List<String> secrets = plant();
    Path zip = folder.resolve("bundle.zip");
    Shell said =
        Shell.run(
            "doctor", "--config", folder.resolve("petrascope.yaml"), "--bundle", zip, "--json");
    assertTrue(said.err().contains("holds no secrets"), said.err());
    Map<String, String> entries = unpacked(zip);
    assertEquals(
        List.of(
            "configuration.json",
            "database.json",
            "findings.json",
            "log.txt",
            "recordings.txt",
            "versions.json"),
        List.copyOf(entries.keySet()));
    for (String secret : secrets) {
      entries.forEach(
          (name, text) -> assertFalse(text.contains(secret), secret + " is in " + name));
    }
    JsonNode database = Json.MAPPER.readTree(entries.get("database.json"));
    assertEquals("ok", database.path("check").asText(), database.toString());
    assertTrue(database.path("tables").toString().contains("CREATE TABLE account"));
    assertEquals(1, database.path("tables").get(0).path("rows").asInt(), database.toString());
    JsonNode told = Json.MAPPER.readTree(entries.get("configuration.json"));
    assertEquals(Redaction.REMOVED, told.path("password").asText());
    assertEquals("c.pem", told.path("http").path("tls").path("certificate").asText());
    assertTrue(told.path("sync").path("url").asText().endsWith("store.example/bucket"));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(zip)));
  }

  @Test
  void logLosesWhatLooksLikeASecretAndKeepsTheRest() throws Exception {
    String token = Tokens.random();
    Redaction redaction = new Redaction(List.of("known-word", "ab"));
    String kept =
        "2026-11-27T06:00:00Z INFO Station: scan 20260314T091500250Z-7f03a2c4 of 900 lines, "
            + "sha256 "
            + "0123456789abcdef".repeat(4)
            + ", lab 7 /var/lib/petrascope/scans/H1/7_10_11_20260314T091500250Z-7f03a2c4";
    assertEquals(kept, redaction.text(kept));
    String log =
        """
        known-word
        token=%1$s
        cookie petrascope %1$s
        Authorization: Bearer abc.def
        {"password":"two words"}
        secret: 'x y'
        http://me:pass@host/
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VwBCIEIA
        -----END PRIVATE KEY-----
        AKIAIOSFODNN7EXAMPLE
        """
            .formatted(token);
    String left = redaction.text(log);
    for (String gone :
        List.of(token, "known-word", "abc.def", "two words", "x y", "me:pass", "MC4C", "AKIA")) {
      assertFalse(left.contains(gone), gone + " is left in " + left);
    }
    assertTrue(left.contains("host/"), left);
  }

  @Test
  void boxWithoutAnythingGetsABundleToo() throws Exception {
    Path zip = folder.resolve("bundle.zip");
    new DiagnosticsBundle(folder.resolve("none.yaml"), Clock.systemUTC())
        .write(zip, List.of(Finding.ok("java", "25")));
    Map<String, String> entries = unpacked(zip);
    assertTrue(entries.get("database.json").contains("no data folder"));
    assertEquals("no recordings\n", entries.get("recordings.txt"));
  }
}
