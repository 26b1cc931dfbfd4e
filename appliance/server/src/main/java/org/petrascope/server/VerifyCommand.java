package org.petrascope.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.petrascope.remote.ObjectStore;
import org.petrascope.sync.RemoteScan;
import org.petrascope.sync.RemoteVerification;
import org.petrascope.sync.SiteKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code petrascope verify --remote}: checks scans in a store by what is there alone. */
@Command(name = "verify", description = "Checks whether scans in a store are whole.")
final class VerifyCommand extends ServerCommand {
  @Mixin private final StoreOptions remote = new StoreOptions();

  @Option(names = "--site-key", paramLabel = "FILE", description = "Of encrypted scans.")
  private @Nullable Path siteKey;

  @Parameters(arity = "0..1", paramLabel = "SCAN", description = "All scans when not given.")
  private @Nullable String scan;

  VerifyCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    try (ObjectStore store = remote.open()) {
      RemoteVerification verification =
          new RemoteVerification(
              store, SyncConfiguration.envelope(Optional.ofNullable(siteKey).map(SiteKey::read)));
      List<RemoteScan> scans = scans(verification, store);
      scans.stream()
          .flatMap(found -> found.problems().stream().map(p -> found.scan() + ": " + p))
          .forEach(console()::say);
      result(scans, text(scans));
      return scans.stream().allMatch(RemoteScan::whole) ? DONE : FAILED;
    }
  }

  private List<RemoteScan> scans(RemoteVerification verification, ObjectStore store) {
    List<RemoteScan> found =
        scan == null ? verification.all() : verification.of(scan).map(List::of).orElse(List.of());
    if (found.isEmpty()) {
      throw new ServerException(
          ServerException.Kind.NOT_FOUND,
          "%s holds %s: send it with petrascope sync, or name another store"
              .formatted(
                  store.address(), scan == null ? "no whole scan" : "no manifest of scan " + scan));
    }
    return found;
  }

  private static String text(List<RemoteScan> scans) {
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
