package org.petrascope.update;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether a release is still on probation. Meanwhile the box acknowledges no new scan: going back
 * would forget it. May be used by any thread, and by every process of the box.
 */
public final class Probation {
  private final UpdateFolders folders;

  public Probation(UpdateFolders folders) {
    this.folders = folders;
  }

  /** That of the box whose releases lie in this folder. */
  public static Probation in(Path home) {
    return new Probation(new UpdateFolders(home, home, home));
  }

  /** What the running probation is about; empty when there is none. */
  public Optional<ProbationNote> note() {
    try {
      return Optional.of(ProbationNote.read(folders.probationNote()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Why no scan may begin now; empty when one may. */
  public Optional<String> refusal() {
    return note()
        .map(
            note ->
                "release %s is being installed over %s and has to prove itself first: scan again in a minute"
                    .formatted(note.version(), note.previous()));
  }
}
