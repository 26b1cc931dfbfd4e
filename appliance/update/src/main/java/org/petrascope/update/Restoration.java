package org.petrascope.update;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.List;

/** Puts back what was copied before an installation; may be cut off and done again. */
public final class Restoration {
  private final Steps steps;

  public Restoration() {
    this(new Steps(step -> {}));
  }

  Restoration(Steps steps) {
    this.steps = steps;
  }

  /** Without its log first: the log of the newer database would spoil the older one. */
  public void database(Path copy, Path database) throws IOException {
    for (String companion : List.of("-wal", "-shm", "-journal")) {
      steps.delete(database.resolveSibling(database.getFileName() + companion));
    }
    file(copy, database);
  }

  void file(Path copy, Path original) {
    steps.write(
        original,
        file -> {
          Files.copy(copy, file, StandardCopyOption.REPLACE_EXISTING);
          if (Files.exists(original)) {
            giveRights(original, file);
          }
        });
  }

  /** The service's own user must be able to use what the system's user restored. */
  private static void giveRights(Path like, Path file) throws IOException {
    PosixFileAttributes rights = Files.readAttributes(like, PosixFileAttributes.class);
    PosixFileAttributeView view =
        Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    view.setGroup(rights.group());
    view.setOwner(rights.owner());
    view.setPermissions(rights.permissions());
  }
}
