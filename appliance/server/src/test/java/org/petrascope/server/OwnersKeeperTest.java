package org.petrascope.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.formats.DurableFiles;
import org.petrascope.store.BoxIdentity;
import org.petrascope.store.DatabaseFile;
import org.petrascope.store.LampEvent;
import org.petrascope.store.Store;
import org.petrascope.update.ProbationNote;
import org.petrascope.update.ReleaseManifest;
import org.petrascope.update.ReleaseName;
import org.petrascope.update.UpdateException;

/** What is asked of the process of a data folder's owner, which is a real one. */
class OwnersKeeperTest {
  @TempDir private Path folder;
  private Path data;
  private DataKeeper keeper;

  @BeforeEach
  void startTheProcess() throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")), "only root becomes another user");
    data = Files.createDirectory(folder.resolve("data"));
    Path config =
        Files.writeString(
            folder.resolve("petrascope.yaml"),
            """
            version: 1
            data: data
            http: {port: 1}
            stations:
              - id: core
                camera: {address: 127.0.0.1}
            """);
    keeper = OwnersKeeper.start(data, Optional.of(config));
  }

  @AfterEach
  void endIt() {
    if (keeper != null) {
      keeper.close();
    }
  }

  private static LampEvent lamp(LampEvent.Kind kind) {
    return new LampEvent("core", Instant.parse("2026-12-01T06:00:00Z"), kind);
  }

  @Test
  void databaseIsCopiedAndPutBackWithoutTheLogOfTheNewerOne() throws IOException {
    try (Store store = Store.open(data, Clock.systemUTC())) {
      store.lampEvents().add(lamp(LampEvent.Kind.ON));
    }
    assertEquals(Optional.empty(), keeper.busy());
    assertEquals(DatabaseFile.schemaKnown(), keeper.schema());
    Path copy = Files.writeString(folder.resolve("copy"), "of before");
    keeper.copyDatabase(copy);
    assertEquals("ok", DatabaseFile.integrity(copy));
    Path database = data.resolve("petrascope.db");
    Path log = Files.writeString(data.resolve("petrascope.db-wal"), "log of the newer one");
    Files.writeString(database, "newer");
    keeper.restoreDatabase(copy, database);
    assertEquals(-1, Files.mismatch(copy, database));
    assertFalse(Files.exists(log));
    try (var files = Files.list(data)) {
      assertTrue(files.noneMatch(file -> file.toString().contains(".passing")), "a file is left");
    }
  }

  @Test
  void copyThatIsNotThereIsSaidAndNothingWaitsForIt() {
    Path copy = folder.resolve("nowhere");
    String why =
        assertThrows(
                ServerException.class,
                () -> keeper.restoreDatabase(copy, data.resolve("petrascope.db")))
            .getMessage();
    assertTrue(why.contains("NoSuchFileException: " + copy), why);
    assertFalse(Files.exists(data.resolve("petrascope.db")));
  }

  @Test
  void folderThatIsInUseIsRefusedInASentence() {
    try (Store used = Store.open(data, Clock.systemUTC())) {
      String why = assertThrows(ServerException.class, keeper::hold).getMessage();
      assertTrue(why.contains("data folder " + used.root() + " is in use by process"), why);
    }
  }

  @Test
  void folderThatIsHeldIsFreeWhenTheProcessHasEnded() {
    keeper.hold();
    assertThrows(RuntimeException.class, () -> Store.open(data, Clock.systemUTC()));
    keeper.close();
    Store.open(data, Clock.systemUTC()).close();
  }

  @Test
  void libraryIsUnpackedByTheOwner() throws IOException {
    Path zip = folder.resolve("payload.zip");
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream packed = new ZipOutputStream(out)) {
      packed.putNextEntry(new ZipEntry("minerals.csv"));
      packed.write("kaolinite".getBytes(StandardCharsets.UTF_8));
    }
    keeper.deliver(library(zip, 9), zip);
    assertEquals("kaolinite", Files.readString(data.resolve("libraries/usgs/minerals.csv")));
    String why =
        assertThrows(ServerException.class, () -> keeper.deliver(library(zip, 8), zip))
            .getMessage();
    assertTrue(why.contains("8 bytes"), why);
  }

  private static ReleaseManifest library(Path zip, long unpackedBytes) throws IOException {
    return new ReleaseManifest(
        new ReleaseName(ReleaseName.Kind.LIBRARY, "usgs", "7"),
        List.of("x86_64"),
        0,
        0,
        new ReleaseManifest.Payload(
            "payload.zip", Files.size(zip), DurableFiles.sha256(zip), unpackedBytes));
  }

  @Test
  void boxIsEnrolledWithItsAdministratorAndForgotten() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("answers.yaml"),
            """
            version: 1
            site: North Ridge
            administrator: Kari
            account: {name: kari, secret: correct horse 7}
            stations:
              - id: swir
                camera: {address: 169.254.10.20}
            """);
    byte[] document = keeper.enrol(Answers.read(file), Instant.parse("2026-12-01T06:00:00Z"));
    JsonNode read = Json.MAPPER.readTree(document);
    byte[] signed = Base64.getDecoder().decode(read.path("signed").asText());
    BoxIdentity identity = BoxIdentity.in(data.resolve("identity"));
    assertTrue(identity.made(signed, Base64.getDecoder().decode(read.path("signature").asText())));
    assertEquals(identity.name(), Enrolment.open(document, "the keeper's document").box());
    JsonNode said = Json.MAPPER.readTree(signed);
    assertEquals("2026-12-01T06:00:00Z", said.path("at").asText());
    assertEquals("swir", said.path("stations").path(0).asText());
    keeper.forget();
    assertFalse(Files.exists(data.resolve("identity/box.key")));
    try (Store store = Store.open(data, Clock.systemUTC())) {
      assertTrue(store.accounts().none());
    }
  }

  @Test
  void whatTheOwnerSaysIsOneLineAndNoOtherValueOfANote() throws IOException {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(said);
    out.writeUTF("");
    out.writeUTF("core\nconfiguration=/etc/shadow");
    out.writeUTF("no\u001b[2J");
    OutputStream nowhere = OutputStream.nullOutputStream();
    OwnersKeeper lying =
        new OwnersKeeper(data, new ByteArrayInputStream(said.toByteArray()), nowhere);
    assertEquals(List.of("core configuration=/etc/shadow"), lying.camerasSeen());
    String why = assertThrows(ServerException.class, lying::hold).getMessage();
    assertEquals("no [2J", why);
    assertThrows(ServerException.class, lying::hold, "it has ended");
    List<String> cameras = List.of("core\nconfiguration=/etc/shadow");
    assertThrows(UpdateException.class, () -> new ProbationNote("2", "1", data, data, cameras));
  }

  @Test
  void whatIsNoTokenIsShownToNobody() throws IOException {
    Path elsewhere = Files.writeString(folder.resolve("secret"), "root:x:0:0");
    Files.createSymbolicLink(data.resolve(CommandToken.FILE), elsewhere);
    assertEquals(Optional.empty(), CommandToken.read(data));
    Files.delete(data.resolve(CommandToken.FILE));
    CommandToken made = CommandToken.make(data);
    assertEquals(Optional.of(made), CommandToken.read(data));
  }
}
