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
      description = "enrol: the box's name as the box itself tells it, which is compared.")
  private @Nullable String box;

  @Option(
      names = "--box-name",
      paramLabel = "NAME",
      description = "enrol: what people call it; its site when not given.")
  private String name = "";

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

  @Nullable StoreOptions store() {
    return store;
  }

  Envelope envelope() {
    return SyncConfiguration.envelope(Optional.ofNullable(siteKey).map(SiteKey::read));
  }
}
