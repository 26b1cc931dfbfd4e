package org.petrascope.sync;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.petrascope.remote.ObjectStore;
import org.petrascope.remote.RemoteException;
import org.petrascope.sync.RemoteManifest.RemoteFile;
import org.petrascope.sync.RemoteNames.ScanName;

/**
 * Checks scans in a store by what is there alone: every file of a scan's manifest is fetched and
 * compared with its length and SHA-256. For one thread.
 */
public final class RemoteVerification {
  /** A manifest of the longest scan is far smaller. */
  private static final int MANIFEST_BYTES_MAX = 64 << 20;

  private final ObjectStore store;
  private final Envelope envelope;

  public RemoteVerification(ObjectStore store, Envelope envelope) {
    this.store = store;
    this.envelope = envelope;
  }

  /** All scans of all boxes. */
  public List<RemoteScan> all() {
    return names().stream().map(this::check).toList();
  }

  /** The scan of this id, on whichever box; empty where no box has sent it. */
  public Optional<RemoteScan> of(String scan) {
    return names().stream().filter(name -> name.scan().equals(scan)).findFirst().map(this::check);
  }

  private List<ScanName> names() {
    return store.list(RemoteNames.BOXES).stream()
        .map(RemoteNames::scanOf)
        .flatMap(Optional::stream)
        .toList();
  }

  private RemoteScan check(ScanName name) {
    List<String> problems = new ArrayList<>();
    int files = 0;
    long bytes = 0;
    try {
      RemoteManifest manifest = manifest(name);
      if (!manifest.box().equals(name.box()) || !manifest.scan().equals(name.scan())) {
        problems.add("the manifest is that of scan %s: it was moved".formatted(manifest.scan()));
      }
      for (RemoteFile file : manifest.files()) {
        Optional<String> problem = problem(file);
        problem.ifPresent(problems::add);
        if (problem.isEmpty()) {
          files++;
          bytes += file.bytes();
        }
      }
    } catch (SyncException | RemoteException | IOException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
    return new RemoteScan(name.box(), name.scan(), files, bytes, problems);
  }

  private RemoteManifest manifest(ScanName name) throws IOException {
    String key = new RemoteNames(name.box()).manifest(name.scan());
    try (InputStream in = envelope.unwrap(store.get(key, 0))) {
      return RemoteManifest.read(in.readNBytes(MANIFEST_BYTES_MAX));
    }
  }

  /** What is wrong with the file; empty when it is what it must be. */
  private Optional<String> problem(RemoteFile file) {
    if (store.receipt(file.key()).isEmpty()) {
      return Optional.of("%s is missing at %s".formatted(file.path(), file.key()));
    }
    try (InputStream in = envelope.unwrap(store.get(file.key(), 0))) {
      Hashes found = Hashes.of(in);
      return found.equals(new Hashes(file.bytes(), file.sha256()))
          ? Optional.empty()
          : Optional.of(
              "%s has %d bytes with SHA-256 %s, expected %d with %s"
                  .formatted(
                      file.path(), found.bytes(), found.sha256(), file.bytes(), file.sha256()));
    } catch (SyncException | RemoteException | IOException e) {
      return Optional.of("%s cannot be read: %s".formatted(file.path(), e.getMessage()));
    }
  }
}
