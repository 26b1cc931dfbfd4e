package org.petrascope.fleet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.remote.Content;
import org.petrascope.remote.FolderObjectStore;
import org.petrascope.remote.ObjectStore;
import org.petrascope.remote.Outcome;
import org.petrascope.remote.Pace;
import org.petrascope.remote.Reach;
import org.petrascope.remote.Receipt;
import org.petrascope.remote.RemoteAddress;
import org.petrascope.update.FolderSource;

/** A repository comes into a store in an order in which boxes never see half of it. */
class UploadTest {
  @TempDir private Path folder;
  private Shed shed;
  private Watched store;

  @BeforeEach
  void bringARelease() throws IOException {
    shed = Shed.make(folder.resolve("shed"), new Quorum(3, 2));
    shed.publish("1.1.0");
    store = new Watched(Files.createDirectory(folder.resolve("bucket")));
    upload();
    assertEquals(List.of("1.1.0"), look());
    store.puts.clear();
  }

  /** A store that is looked at before every put, and breaks off after some. */
  private static final class Watched implements ObjectStore {
    final Path folder;
    private final ObjectStore store;
    final List<String> puts = new ArrayList<>();
    Runnable before = () -> {};
    int left = Integer.MAX_VALUE;

    Watched(Path folder) {
      this.folder = folder;
      this.store = new FolderObjectStore(new RemoteAddress.Folder(folder));
    }

    @Override
    public Outcome put(String key, Content content, Pace pace) {
      before.run();
      if (left-- <= 0) {
        return new Outcome.Deferred("the link is cut", Duration.ZERO);
      }
      puts.add(key);
      return store.put(key, content, pace);
    }

    @Override
    public Outcome replace(String key, Content content, Pace pace) {
      return put(key, content, pace);
    }

    @Override
    public boolean holds(String key, Content content) {
      return store.holds(key, content);
    }

    @Override
    public Reach reach() {
      return store.reach();
    }

    @Override
    public Optional<Receipt> receipt(String key) {
      return store.receipt(key);
    }

    @Override
    public Optional<Instant> storedAt(String key) {
      return store.storedAt(key);
    }

    @Override
    public InputStream get(String key, long from) {
      return store.get(key, from);
    }

    @Override
    public List<String> list(String prefix) {
      return store.list(prefix);
    }

    @Override
    public String address() {
      return store.address();
    }

    @Override
    public void close() {}
  }

  private UploadTally upload() {
    return shed.repository().upload(store, Pace.FREE);
  }

  private List<String> look() {
    return shed.check(new FolderSource(store.folder));
  }

  @Test
  void boxThatLooksInBetweenSeesTheOldOrTheNewWhole() throws IOException {
    shed.publish("1.2.0");
    List<List<String>> seen = new ArrayList<>();
    store.before = () -> seen.add(look());
    UploadTally tally = upload();
    assertEquals(6, tally.sent(), "payload, manifest, plan and three of metadata");
    assertEquals(6, seen.size());
    assertTrue(seen.stream().allMatch(List.of("1.1.0")::equals), seen.toString());
    assertEquals(List.of("1.2.0"), look());
  }

  @Test
  void uploadThatIsCutAnywhereIsEndedByTheNextAndSendsNothingTwice() throws IOException {
    int cuts = 0;
    String before = "1.1.0";
    for (int after = 0; after < 6; after++) {
      String version = "1.%d.0".formatted(after + 2);
      shed.publish(version);
      store.puts.clear();
      store.left = after;
      String refused = assertThrows(FleetException.class, this::upload).getMessage();
      assertTrue(refused.contains("run it again, it goes on from there"), refused);
      assertEquals(List.of(before), look());
      store.left = Integer.MAX_VALUE;
      upload();
      assertEquals(List.of(version), look());
      assertEquals(6, store.puts.size(), store.puts.toString());
      assertEquals(6, new HashSet<>(store.puts).size(), store.puts.toString());
      before = version;
      cuts++;
    }
    assertEquals(6, cuts);
    assertEquals(0, upload().sent(), "all of it is there");
  }

  @Test
  void everyFileThatABoxNeedsIsThereAndNothingElse() throws IOException {
    for (Role role : Role.values()) {
      shed.repository().rotate(role);
    }
    shed.publish("1.2.0");
    Files.writeString(shed.repositoryFolder().resolve("99.targets.json"), "cut off");
    Files.writeString(shed.repositoryFolder().resolve("payloads/.half.partial"), "cut off");
    upload();
    assertEquals(List.of("1.2.0"), look());
    for (String key : store.list("")) {
      assertArrayEquals(
          Files.readAllBytes(shed.repositoryFolder().resolve(key)),
          Files.readAllBytes(store.folder.resolve(key)),
          key);
      assertTrue(!key.startsWith("99.") && !key.contains("half"), key);
    }
  }

  @Test
  void olderRepositoryTakesNothingBack() throws IOException {
    Path newer = shed.repositoryFolder().resolve("timestamp.json");
    byte[] old = Files.readAllBytes(newer);
    shed.publish("1.2.0");
    upload();
    Files.write(newer, old);
    String refused = assertThrows(FleetException.class, this::upload).getMessage();
    assertTrue(refused.contains("upload from the repository that was changed last"), refused);
    assertEquals(List.of("1.2.0"), look());
  }

  @Test
  void otherRepositoryDoesNotReplaceThisOne() throws IOException {
    Shed other = Shed.make(folder.resolve("other"), new Quorum(1, 1));
    for (String version : List.of("1.1.0", "1.2.0", "1.3.0")) {
      other.publish(version);
    }
    String refused =
        assertThrows(FleetException.class, () -> other.repository().upload(store, Pace.FREE))
            .getMessage();
    assertTrue(refused.contains("holds another "), refused);
    assertEquals(List.of("1.1.0"), look());
  }

  @Test
  void damagedFilesAreNotSentAndThoseInTheStoreAreMended() throws IOException {
    Path payload;
    try (var files = Files.list(store.folder.resolve("payloads"))) {
      payload = files.findFirst().orElseThrow();
    }
    byte[] right = Files.readAllBytes(payload);
    Files.write(payload, new byte[right.length]);
    upload();
    assertArrayEquals(right, Files.readAllBytes(payload));
    Path own = shed.repositoryFolder().resolve("payloads").resolve(payload.getFileName());
    Files.write(own, new byte[right.length]);
    String refused = assertThrows(FleetException.class, this::upload).getMessage();
    assertTrue(refused.contains("is not what was signed"), refused);
    assertArrayEquals(right, Files.readAllBytes(payload));
  }

  @Test
  void pauseAndTheWayBackReachTheBoxes() throws IOException {
    shed.publish("1.2.0");
    upload();
    shed.repository().pause(Shed.software("1.2.0"), true);
    upload();
    assertEquals(List.of("1.1.0"), look(), "who does not have it waits");
    shed.repository().pause(Shed.software("1.2.0"), false);
    shed.repository().back(Shed.software("1.1.0"));
    upload();
    assertEquals(List.of("1.1.0"), look());
  }
}
