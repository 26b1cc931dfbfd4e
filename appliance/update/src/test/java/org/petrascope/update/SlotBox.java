package org.petrascope.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.petrascope.formats.DurableFiles;

/** A box with release 1.0.0, to which 1.1.0 has been brought. Its power can end at any step. */
final class SlotBox implements Occupation {
  static final String OLD = "1.0.0";
  static final String NEW = "1.1.0";
  private static final int SCHEMA = 5;
  private static final Map<String, String> FILES =
      Map.of("bin/petrascope", "start %s", "lib/a.jar", "code of %s", "lib/b.jar", "more of %s");

  private final UpdateFolders folders;
  private final Path payload;
  private Optional<String> busy = Optional.empty();
  private int stepsLeft = Integer.MAX_VALUE;

  /** Thrown where the power ends; nothing that is done after it reaches the disk. */
  static final class PowerCut extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PowerCut(String step) {
      super(step);
    }
  }

  private SlotBox(UpdateFolders folders, Path payload) {
    this.folders = folders;
    this.payload = payload;
  }

  static SlotBox make(Path home) throws IOException {
    UpdateFolders folders =
        new UpdateFolders(
            home, home.resolve("data/petrascope.db"), home.resolve("etc/petrascope.yaml"));
    Files.createDirectories(folders.database().getParent());
    Files.createDirectories(folders.configuration().getParent());
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      Path target = folders.release(OLD).resolve(file.getKey());
      Files.createDirectories(target.getParent());
      Files.writeString(target, file.getValue().formatted(OLD));
    }
    Files.createSymbolicLink(folders.current(), Path.of("releases", OLD));
    Files.writeString(folders.database(), "old data");
    Files.writeString(folders.configuration(), "old configuration");
    SlotBox box = new SlotBox(folders, home.resolve("payload.zip"));
    box.pack();
    return box;
  }

  private void pack() throws IOException {
    try (FileSystem zip =
        FileSystems.newFileSystem(
            payload, Map.of("create", true, "enablePosixFileAttributes", true))) {
      for (Map.Entry<String, String> file : FILES.entrySet()) {
        Path entry = zip.getPath("/" + file.getKey());
        Files.createDirectories(entry.getParent());
        Files.writeString(entry, file.getValue().formatted(NEW));
        if (file.getKey().startsWith("bin")) {
          Files.setPosixFilePermissions(entry, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
      }
    }
  }

  UpdateFolders folders() {
    return folders;
  }

  Path payload() {
    return payload;
  }

  void isBusy(String with) {
    busy = Optional.of(with);
  }

  /** The power ends before the step of this number, counted from 0. */
  Slots slotsUntil(int step) {
    stepsLeft = step;
    return new Slots(folders, new Steps(this::count));
  }

  /** With power. */
  Slots slots() {
    return slotsUntil(Integer.MAX_VALUE);
  }

  private void count(String step) {
    if (stepsLeft <= 0) {
      throw new PowerCut(step);
    }
    stepsLeft--;
  }

  ReleaseManifest manifest() throws IOException {
    return manifest(List.of("x86_64"), SCHEMA, 1000);
  }

  ReleaseManifest manifest(List<String> hardware, int schema, long unpackedBytes)
      throws IOException {
    return new ReleaseManifest(
        new ReleaseName(ReleaseName.Kind.SOFTWARE, "petrascope", NEW),
        hardware,
        schema,
        0,
        new ReleaseManifest.Payload(
            "payload.zip", Files.size(payload), DurableFiles.sha256(payload), unpackedBytes));
  }

  void install(Slots slots) throws IOException {
    new Installation(folders, slots, release -> {}).run(manifest(), payload, this);
  }

  /** What the new release does with database and configuration when it starts. */
  void startNew() throws IOException {
    Files.writeString(folders.database(), "new data");
    Files.writeString(folders.database().resolveSibling("petrascope.db-wal"), "new log");
    Files.writeString(folders.configuration(), "new configuration");
  }

  boolean isOnProbation() {
    return new Probation(folders).note().isPresent();
  }

  void requireOld() throws IOException {
    assertEquals(Optional.of(OLD), slots().current());
    assertFalse(isOnProbation(), "a note of a probation is left");
    assertFalse(Files.exists(folders.probation()), "a folder of a probation is left");
    requireFiles(OLD);
    assertEquals("old data", Files.readString(folders.database()));
    assertFalse(Files.exists(folders.database().resolveSibling("petrascope.db-wal")));
    assertEquals("old configuration", Files.readString(folders.configuration()));
  }

  void requireOnProbation() throws IOException {
    assertEquals(Optional.of(NEW), slots().current());
    assertEquals(Optional.of(OLD), slots().previous());
    requireFiles(NEW);
    requireFiles(OLD);
    assertEquals("old data", Files.readString(folders.databaseCopy()));
    assertEquals("old configuration", Files.readString(folders.configurationCopy()));
  }

  void requireNew() throws IOException {
    assertEquals(Optional.of(NEW), slots().current());
    assertFalse(isOnProbation(), "a note of a probation is left");
    requireFiles(NEW);
    assertEquals("new data", Files.readString(folders.database()));
    assertEquals("new configuration", Files.readString(folders.configuration()));
  }

  private void requireFiles(String version) throws IOException {
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      Path found = folders.release(version).resolve(file.getKey());
      assertEquals(file.getValue().formatted(version), Files.readString(found));
    }
    Path launcher = folders.release(version).resolve("bin/petrascope");
    boolean runs =
        Files.getPosixFilePermissions(launcher).contains(PosixFilePermission.OWNER_EXECUTE);
    assertTrue(runs || version.equals(OLD), launcher + " cannot be run");
  }

  @Override
  public Optional<String> busy() {
    return busy;
  }

  @Override
  public List<String> camerasSeen() {
    return List.of("swir", "vnir");
  }

  @Override
  public int schema() {
    return SCHEMA;
  }

  @Override
  public void copyDatabase(Path into) throws IOException {
    Files.writeString(into, Files.readString(folders.database()));
  }

  /** Its steps are cut off like the others. */
  @Override
  public void restoreDatabase(Path copy, Path database) throws IOException {
    new Restoration(new Steps(this::count)).database(copy, database);
  }
}
