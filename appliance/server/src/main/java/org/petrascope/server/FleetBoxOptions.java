package org.petrascope.server;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.petrascope.sync.Envelope;
import org.petrascope.sync.SiteKey;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which boxes {@code petrascope fleet} looks after, and where their letters are. */
final class FleetBoxOptions {
  @Option(
      names = "--enrolled",
      paramLabel = "DIR",
      description = "enrol, boxes, audit: folder of the boxes that are known.")
  private @Nullable Path enrolled;

  @Option(
      names = "--box",
      paramLabel = "ID",
      description = "enrol: identity of the box, as GET /api/v1/sync tells it.")
  private @Nullable String box;

  @Option(names = "--box-name", paramLabel = "NAME", description = "enrol: its name for people.")
  private String name = "";

  @Option(
      names = "--public-key",
      paramLabel = "FILE",
      description = "enrol: public half of the box's sync.letterKey (PEM).")
  private @Nullable Path publicKey;

  @Option(names = "--site-key", paramLabel = "FILE", description = "Of encrypted letters.")
  private @Nullable Path siteKey;

  @ArgGroup(exclusive = false)
  private @Nullable StoreOptions store;

  @Nullable Path enrolled() {
    return enrolled;
  }

  @Nullable String box() {
    return box;
  }

  String name() {
    return name;
  }

  @Nullable Path publicKey() {
    return publicKey;
  }

  @Nullable StoreOptions store() {
    return store;
  }

  Envelope envelope() {
    return SyncConfiguration.envelope(Optional.ofNullable(siteKey).map(SiteKey::read));
  }
}
