package org.petrascope.fleet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.petrascope.formats.DurableFiles;
import org.petrascope.remote.Content;
import org.petrascope.remote.ObjectStore;
import org.petrascope.remote.Outcome;
import org.petrascope.remote.Pace;
import org.petrascope.remote.Receipt;

/**
 * Brings files of a repository into a store, each of them once: what is there with the same bytes
 * is not sent, and what was cut off goes on from there. For one thread.
 */
final class Upload {
  /** A timestamp has a few hundred bytes. */
  private static final int TIMESTAMP_BYTES_MAX = 1 << 16;

  private final Path folder;
  private final ObjectStore store;
  private final Pace pace;
  private int sent;
  private int already;
  private long bytesSent;

  Upload(Path folder, ObjectStore store, Pace pace) {
    this.folder = folder;
    this.store = store;
    this.pace = pace;
  }

  /** What came of it until now. */
  UploadTally tally() {
    return new UploadTally(sent, already, bytesSent);
  }

  /** A file whose name says its SHA-256: other bytes over there are damage, and are replaced. */
  void named(String file, String sha256) {
    Path path = folder.resolve(file);
    if (!DurableFiles.sha256(path).equals(sha256)) {
      throw new FleetException("%s is not what was signed: restore it from a copy".formatted(path));
    }
    bring(file, true);
  }

  /** A file that never changes: other bytes over there are of another repository. */
  void versioned(String file) {
    bring(file, false);
  }

  /** The one file that changes, when all that it refers to is there. */
  void timestamp(String file) {
    bring(file, true);
  }

  /** The timestamp that is over there; empty where there is none. */
  Optional<byte[]> timestampThere(String file) {
    if (store.receipt(file).isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = store.get(file, 0)) {
      return Optional.of(in.readNBytes(TIMESTAMP_BYTES_MAX));
    } catch (IOException e) {
      throw later(file, String.valueOf(e.getMessage()));
    }
  }

  private void bring(String file, boolean replaceable) {
    Content content = content(file);
    if (store.holds(file, content)) {
      already++;
      return;
    }
    Optional<Receipt> other = store.receipt(file);
    if (other.isPresent() && !replaceable) {
      throw new FleetException(
          "%s holds another %s than %s: take the newest repository, or another place in the store"
              .formatted(store.address(), file, folder));
    }
    Outcome outcome =
        other.isPresent() ? store.replace(file, content, pace) : store.put(file, content, pace);
    switch (outcome) {
      case Outcome.Stored stored -> {
        sent++;
        bytesSent += content.bytes();
      }
      case Outcome.Deferred deferred -> throw later(file, deferred.reason());
      case Outcome.Refused refused -> throw new FleetException(refused.reason());
    }
  }

  private Content content(String file) {
    Path path = folder.resolve(file);
    try {
      return Content.of(path);
    } catch (IOException e) {
      throw new FleetException(
          "%s cannot be read (%s): restore it from a copy".formatted(path, e.getMessage()), e);
    }
  }

  private FleetException later(String file, String why) {
    return new FleetException(
        "%s is not at %s yet (%s): run it again, it goes on from there"
            .formatted(file, store.address(), why));
  }
}
