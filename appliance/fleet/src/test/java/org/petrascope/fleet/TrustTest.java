package org.petrascope.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.update.FolderSource;
import org.petrascope.update.ReleaseSource;
import org.petrascope.update.UpdateException;

/** What a box believes of a repository, and each attack on it. */
class TrustTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private Shed shed;

  @BeforeEach
  void publishARelease() throws IOException {
    shed = Shed.make(folder.resolve("shed"), new Quorum(1, 1));
    shed.publish("1.1.0");
  }

  private Path file(String name) {
    return shed.repositoryFolder().resolve(name);
  }

  private ReleaseSource source() {
    return new FolderSource(shed.repositoryFolder());
  }

  private void requireRefused(ReleaseSource source, String why) {
    UpdateException refusal = assertThrows(UpdateException.class, () -> shed.check(source));
    assertTrue(refusal.getMessage().contains(why), refusal.getMessage());
    assertEquals(1, refusal.getMessage().lines().count(), refusal.getMessage());
  }

  /** The newest version of a role's metadata. */
  private int newest(String role) {
    int version = 1;
    while (Files.exists(file("%d.%s.json".formatted(version + 1, role)))) {
      version++;
    }
    return version;
  }

  private Path copy(String name) throws IOException {
    Path copy = folder.resolve(name);
    return Files.copy(file(name), copy, StandardCopyOption.REPLACE_EXISTING);
  }

  private void put(Path from, String name) throws IOException {
    Files.copy(from, file(name), StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void goodReleaseIsOffered() throws IOException {
    assertEquals(List.of("1.1.0"), shed.check(source()));
    shed.publish("1.2.0");
    assertEquals(List.of("1.2.0"), shed.check(source()));
    assertEquals(List.of("1.2.0"), shed.check(source()), "the same again");
  }

  @Test
  void wrongSignatureIsRefused() throws IOException {
    Shed stranger = Shed.make(folder.resolve("stranger"), new Quorum(1, 1));
    stranger.publish("6.6.6");
    Path good = copy("timestamp.json");
    put(stranger.repositoryFolder().resolve("timestamp.json"), "timestamp.json");
    requireRefused(source(), "not signed by whom this box trusts (0 of 1 signatures are good)");
    put(good, "timestamp.json");
    assertEquals(List.of("1.1.0"), shed.check(source()));
  }

  @Test
  void changedByteIsRefused() throws IOException {
    String name = newest("targets") + ".targets.json";
    String text = Files.readString(file(name));
    Files.writeString(file(name), text.replace("petrascope_1.1.0", "petrascope_1.1.9"));
    requireRefused(source(), "is not the one that was signed");
  }

  @Test
  void rollbackIsRefused() throws IOException {
    Path old = copy("timestamp.json");
    shed.publish("1.2.0");
    assertEquals(List.of("1.2.0"), shed.check(source()));
    put(old, "timestamp.json");
    requireRefused(source(), "older than what this box has seen");
  }

  @Test
  void freezeIsRefusedWhenTheTimestampExpires() throws IOException {
    assertEquals(List.of("1.1.0"), shed.check(source()));
    shed.later(Duration.ofDays(29));
    assertEquals(List.of("1.1.0"), shed.check(source()));
    shed.later(Duration.ofDays(2));
    requireRefused(source(), "their timestamp.json has expired at 2026-12-31T06:00:00Z");
    shed.repository().refresh();
    assertEquals(List.of("1.1.0"), shed.check(source()));
  }

  @Test
  void clockThatIsSetBackMakesNothingFreshAgain() throws IOException {
    shed.later(Duration.ofDays(28));
    shed.repository().refresh();
    shed.later(Duration.ofDays(29));
    assertEquals(List.of("1.1.0"), shed.check(source()));
    shed.later(Duration.ofDays(-400));
    assertEquals(List.of("1.1.0"), shed.check(source()));
    shed.later(Duration.ofDays(402));
    requireRefused(source(), "timestamp.json has expired");
  }

  @Test
  void mixedFilesAreRefused() throws IOException {
    Path oldTargets = copy(newest("targets") + ".targets.json");
    Path oldSnapshot = copy(newest("snapshot") + ".snapshot.json");
    shed.publish("1.2.0");
    String targets = newest("targets") + ".targets.json";
    String snapshot = newest("snapshot") + ".snapshot.json";
    Path newTargets = copy(targets);
    put(oldTargets, targets);
    requireRefused(source(), "is not the one that was signed");
    put(newTargets, targets);
    put(oldSnapshot, snapshot);
    requireRefused(source(), "is not the one that was signed");
  }

  @Test
  void expiredMetadataAreRefusedByANewBox() throws IOException {
    shed.later(Duration.ofDays(31));
    requireRefused(source(), "they have expired at 2026-12-31");
    shed.later(Duration.ofDays(800));
    requireRefused(source(), "they have expired at 2028-11-30");
  }

  @Test
  void endlessMetadataAreReadToTheirLimitOnly() {
    long[] read = new long[1];
    ReleaseSource hose =
        new ReleaseSource() {
          @Override
          public String name() {
            return "a hose";
          }

          @Override
          public InputStream open(String path, long from) throws IOException {
            if (!path.equals("timestamp.json")) {
              throw new NoSuchFileException(path);
            }
            return new InputStream() {
              @Override
              public int read() {
                read[0]++;
                return ' ';
              }

              @Override
              public int read(byte[] into, int at, int length) {
                read[0] += length;
                Arrays.fill(into, at, at + length, (byte) ' ');
                return length;
              }
            };
          }
        };
    requireRefused(hose, "is longer than the");
    assertTrue(read[0] < 1_000_000, read[0] + " bytes were read");
  }

  @Test
  void missingFileIsNamedAndTheNextCheckSucceeds() throws IOException {
    String name = newest("snapshot") + ".snapshot.json";
    Path snapshot = copy(name);
    Files.delete(file(name));
    requireRefused(source(), "a file is missing");
    put(snapshot, name);
    assertEquals(List.of("1.1.0"), shed.check(source()));
  }

  @Test
  void rotatedKeysAreFollowedFromRootToRoot() throws IOException {
    assertEquals(List.of("1.1.0"), shed.check(source()));
    int version = 2;
    for (Role role : Role.values()) {
      shed.repository().rotate(role);
      shed.publish("1.%d.0".formatted(version));
      assertEquals(List.of("1.%d.0".formatted(version)), shed.check(source()), role.label());
      version++;
    }
    assertEquals(5, newest("root"));
    Shed late = Shed.make(folder.resolve("late"), new Quorum(2, 2));
    late.publish("1.1.0");
    for (Role role : Role.values()) {
      late.repository().rotate(role);
    }
    assertEquals(
        List.of("1.1.0"), late.check(new FolderSource(late.repositoryFolder())), "all at once");
  }

  @Test
  void keyThatWasReplacedSignsNothingAnyMore() throws IOException {
    Path old = copy("timestamp.json");
    shed.repository().rotate(Role.TIMESTAMP);
    put(old, "timestamp.json");
    requireRefused(source(), "not signed by whom this box trusts");
  }

  @Test
  void rootWithTooFewSignaturesIsRefused() throws IOException {
    shed = Shed.make(folder.resolve("two"), new Quorum(3, 2));
    shed.publish("1.1.0");
    assertEquals(List.of("1.1.0"), shed.check(source()));
    shed.repository().rotate(Role.ROOT);
    Path whole = copy("2.root.json");
    ObjectNode root = (ObjectNode) JSON.readTree(whole.toFile());
    ArrayNode signatures = (ArrayNode) root.path("signatures");
    while (signatures.size() > 1) {
      signatures.remove(1);
    }
    Files.write(file("2.root.json"), JSON.writeValueAsBytes(root));
    requireRefused(source(), "(1 of 2 signatures are good)");
    put(whole, "2.root.json");
    assertEquals(List.of("1.1.0"), shed.check(source()));
  }

  @Test
  void toolSignsNothingWithTooFewKeys() throws IOException {
    shed = Shed.make(folder.resolve("two"), new Quorum(3, 2));
    for (int key : List.of(1, 2)) {
      Files.delete(shed.keys().resolve("targets-1-%d.pem".formatted(key)));
    }
    FleetException refusal = assertThrows(FleetException.class, () -> shed.release("1.1.0"));
    assertTrue(
        refusal.getMessage().contains("targets must be signed with 2 of its 3 keys, 1 are in"),
        refusal.getMessage());
    assertEquals(List.of(), shed.check(source()));
  }
}
