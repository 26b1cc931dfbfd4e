package org.petrascope.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.petrascope.remote.ObjectStore;
import org.petrascope.sync.RemoteScan;
import org.petrascope.sync.RemoteVerification;
import org.petrascope.sync.SiteKey;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The copies of scans in a store, and what they were encrypted with. */
final class RemoteCopies {
  @ArgGroup(exclusive = false, multiplicity = "1")
  private StoreOptions remote = new StoreOptions();

  @Option(names = "--site-key", paramLabel = "FILE", description = "Of encrypted scans.")
  private @Nullable Path siteKey;

  /** What is wrong with the copies of this scan, or of all. */
  List<RemoteScan> found(Optional<String> scan) {
    try (ObjectStore store = remote.open()) {
      RemoteVerification verification =
          new RemoteVerification(
              store, SyncConfiguration.envelope(Optional.ofNullable(siteKey).map(SiteKey::read)));
      List<RemoteScan> found =
          scan.map(id -> verification.of(id).stream().toList()).orElseGet(verification::all);
      if (found.isEmpty()) {
        throw new ServerException(
            ServerException.Kind.NOT_FOUND,
            "%s holds %s: send it with petrascope sync, or name another store"
                .formatted(
                    store.address(),
                    scan.map(id -> "no manifest of scan " + id).orElse("no whole scan")));
      }
      return found;
    }
  }

  static String text(List<RemoteScan> scans) {
    StringBuilder text = new StringBuilder();
    for (RemoteScan found : scans) {
      text.append(
          "%s of box %s: %s, %d files, %d bytes%n"
              .formatted(
                  found.scan(),
                  found.box(),
                  found.whole() ? "whole" : found.problems().size() + " problems",
                  found.files(),
                  found.bytes()));
    }
    return text.toString().stripTrailing();
  }
}
