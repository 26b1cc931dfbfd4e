package org.petrascope.update;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The releases on a box, of which one runs, and the way from one to another and back. The steps are
 * in such an order that whatever ends the power between them, {@link #recover} leaves either the
 * old release with its database and configuration, or the new one on probation with a copy of both.
 * For one thread of one process.
 */
public final class Slots {
  private static final String RELEASES = "releases";

  private final UpdateFolders folders;
  private final Steps steps;

  public Slots(UpdateFolders folders) {
    this(folders, new Steps(step -> {}));
  }

  Slots(UpdateFolders folders, Steps steps) {
    this.folders = folders;
    this.steps = steps;
  }

  /** Something that changes the disk. */
  private interface Change {
    void make() throws IOException;
  }

  private void change(String what, Change change) {
    try {
      change.make();
    } catch (IOException e) {
      throw new UpdateException(
          "%s failed in %s (%s): check the disk and its rights, then try again"
              .formatted(what, folders.home(), e.getMessage()),
          e);
    }
  }

  /** Version of the release that runs; empty where none was installed as a release. */
  public Optional<String> current() {
    return version(folders.current());
  }

  /** Version of the release that ran before. */
  public Optional<String> previous() {
    return version(folders.previous());
  }

  private static Optional<String> version(Path link) {
    try {
      return Files.isSymbolicLink(link)
          ? Optional.of(String.valueOf(Files.readSymbolicLink(link).getFileName()))
          : Optional.empty();
    } catch (IOException e) {
      throw new UpdateException(
          "%s cannot be read (%s): check the disk".formatted(link, e.getMessage()), e);
    }
  }

  /** Puts a release beside the others; it is there whole or not at all. */
  void unpack(Path payload, ReleaseManifest manifest) {
    String version = manifest.name().version();
    if (current().equals(Optional.of(version))) {
      throw new UpdateException(
          "release %s runs already: nothing is to be done".formatted(version));
    }
    change(
        "unpacking release " + version,
        () ->
            new Unpacking(steps)
                .into(folders.release(version), payload, manifest.payload().unpackedBytes()));
  }

  /** From now on the box acknowledges no scan, until {@link #confirm} or {@link #rollBack}. */
  void begin(ProbationNote note) {
    change(
        "beginning the installation",
        () -> {
          // The service runs as another user and must see the note, not the copies.
          steps.folder(folders.probation());
          rights(folders.probation(), "rwxr-xr-x");
          byte[] bytes = note.bytes();
          steps.write(
              folders.probationNote(),
              file -> {
                Files.write(file, bytes);
                rights(file, "rw-r--r--");
              });
        });
  }

  private static void rights(Path path, String rights) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
  }

  /** Copies what goes back with the old release. */
  void keep(Occupation box) {
    change(
        "copying database and configuration",
        () -> {
          steps.folder(folders.snapshot());
          rights(folders.snapshot(), "rwx------");
          steps.write(folders.databaseCopy(), box::copyDatabase);
          steps.write(
              folders.configurationCopy(),
              file ->
                  Files.copy(folders.configuration(), file, StandardCopyOption.REPLACE_EXISTING));
        });
  }

  /** Makes a release the one that is started next. */
  void switchTo(String version) {
    change(
        "switching to release " + version,
        () -> {
          steps.link(folders.previous(), Files.readSymbolicLink(folders.current()));
          steps.link(folders.current(), Path.of(RELEASES, version));
        });
  }

  /** The release on probation has proved itself: it stays. Older ones than the last are removed. */
  public void confirm() {
    change(
        "confirming the release",
        () -> {
          if (Files.exists(folders.rollingBack())) {
            throw new UpdateException(
                "the box is going back to the release before: let petrascope update rollback finish");
          }
          endProbation();
          steps.delete(folders.rolledBack());
          prune();
        });
  }

  private void endProbation() throws IOException {
    steps.delete(folders.probationNote());
    steps.discard(folders.probation());
  }

  private void prune() throws IOException {
    Set<String> kept = new HashSet<>();
    current().ifPresent(kept::add);
    previous().ifPresent(kept::add);
    for (Path release : inside(folders.releases())) {
      if (!kept.contains(String.valueOf(release.getFileName()))) {
        steps.discard(release);
      }
    }
  }

  /**
   * Goes back from the release on probation to the one before, with database and configuration. The
   * appliance must not run.
   *
   * @param why one line that is remembered
   * @param data puts the database back
   */
  public ProbationNote rollBack(String why, Occupation data) {
    ProbationNote note =
        new Probation(folders)
            .note()
            .orElseThrow(
                () ->
                    new UpdateException(
                        "no release is on probation, there is nothing to go back from: have an older one released with petrascope fleet back"));
    change(
        "going back to release " + note.previous(),
        () -> {
          if (current().equals(Optional.of(note.version()))) {
            byte[] mark = note.previous().getBytes(StandardCharsets.UTF_8);
            steps.write(folders.rollingBack(), file -> Files.write(file, mark));
            data.restoreDatabase(folders.databaseCopy(), note.database());
            new Restoration(steps).file(folders.configurationCopy(), note.configuration());
            byte[] memory =
                "version=%s\nreason=%s\n"
                    .formatted(note.version(), why)
                    .getBytes(StandardCharsets.UTF_8);
            steps.write(folders.rolledBack(), file -> Files.write(file, memory));
            steps.link(folders.current(), Path.of(RELEASES, note.previous()));
          }
          endProbation();
        });
    return note;
  }

  /** Ends what a loss of power interrupted; does nothing where nothing was. */
  public void recover(Occupation data) {
    change(
        "recovering",
        () -> {
          for (Path partial : partials()) {
            steps.clear(partial);
          }
          Optional<ProbationNote> note = new Probation(folders).note();
          boolean switched = note.isPresent() && current().equals(note.map(ProbationNote::version));
          if (!switched) {
            endProbation();
          } else if (Files.exists(folders.rollingBack())) {
            rollBack("going back was cut off before", data);
          }
        });
  }

  /** Ours alone: the home of the releases may be the folder of the data too. */
  private List<Path> partials() throws IOException {
    List<Path> partials = new ArrayList<>();
    for (Path place : List.of(folders.current(), folders.previous(), folders.probation())) {
      partials.add(Steps.partial(place));
    }
    for (Path release : inside(folders.releases())) {
      if (String.valueOf(release.getFileName()).startsWith(".")) {
        partials.add(release);
      }
    }
    return partials;
  }

  private static List<Path> inside(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.sorted().toList();
    }
  }
}
