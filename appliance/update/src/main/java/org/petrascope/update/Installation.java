package org.petrascope.update;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.petrascope.formats.DiskSpace;

/** One release of software on its way into the other slot. For one thread. */
final class Installation {
  private final UpdateFolders folders;
  private final Slots slots;
  private final Updates.Settling settling;

  Installation(UpdateFolders folders, Slots slots, Updates.Settling settling) {
    this.folders = folders;
    this.slots = slots;
    this.settling = settling;
  }

  /** Installs a verified payload; nothing has changed when it is refused. */
  void run(ReleaseManifest manifest, Path payload, Occupation running) {
    requireReadable(manifest, running);
    requireSpace(manifest);
    slots.recover(running);
    ProbationNote note = note(manifest, running);
    slots.unpack(payload, manifest);
    settling.of(folders.release(note.version()));
    boolean switched = false;
    try {
      slots.begin(note);
      requireIdle(running);
      slots.keep(running);
      // A scan that was acknowledged just before the box was held is seen here at the latest.
      requireIdle(running);
      slots.switchTo(note.version());
      switched = true;
    } finally {
      if (!switched) {
        slots.recover(running);
      }
    }
  }

  /** An older release must not meet a database that it cannot read. */
  private static void requireReadable(ReleaseManifest manifest, Occupation running) {
    int schema = running.schema();
    if (manifest.schema() < schema) {
      throw new UpdateException(
          "%s reads databases up to schema %d, this one has %d: have a newer release published"
              .formatted(manifest.name().label(), manifest.schema(), schema));
    }
  }

  private void requireSpace(ReleaseManifest manifest) {
    try {
      long needed = manifest.payload().unpackedBytes() + 2 * Files.size(folders.database());
      long free = DiskSpace.free(folders.home());
      if (free < needed) {
        throw new UpdateException(
            "installing %s needs %s with a copy of the database, %s are free at %s: delete or export old scans first"
                .formatted(
                    manifest.name().label(),
                    DiskSpace.readable(needed),
                    DiskSpace.readable(free),
                    folders.home()));
      }
    } catch (IOException e) {
      throw new UpdateException(
          "the database %s cannot be read (%s): start the appliance once, or check the disk"
              .formatted(folders.database(), e.getMessage()),
          e);
    }
  }

  private ProbationNote note(ReleaseManifest manifest, Occupation running) {
    if (new Probation(folders).note().isPresent()) {
      throw new UpdateException(
          "a release is on probation already: wait until it has proved itself");
    }
    String previous =
        slots
            .current()
            .orElseThrow(
                () ->
                    new UpdateException(
                        "no release runs from %s: install the package first"
                            .formatted(folders.current())));
    requireIdle(running);
    return new ProbationNote(
        manifest.name().version(),
        previous,
        folders.database(),
        folders.configuration(),
        running.camerasSeen());
  }

  private static void requireIdle(Occupation running) {
    Optional<String> busy = running.busy();
    if (busy.isPresent()) {
      throw new UpdateException(
          "%s: software is installed between boxes, try again then".formatted(busy.get()));
    }
  }
}
