package org.petrascope.sync;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.petrascope.remote.Content;
import org.petrascope.remote.Outcome;
import org.petrascope.remote.Pace;
import org.petrascope.remote.Receipt;
import org.petrascope.store.Delivery;
import org.petrascope.store.DeliveryProof;

/**
 * Sends one delivery. A file goes only when it is still the one that the scan was finished with.
 * For the thread that sends.
 */
final class Transfer {
  private final Ends ends;
  private final RemoteNames names;

  /** What became of it, and under which key it lies when it was stored. */
  record Sent(Outcome outcome, String key) {
    DeliveryProof proof(Receipt receipt, Instant at) {
      return new DeliveryProof(
          key, receipt.bytes(), receipt.eTag(), receipt.crc32c(), receipt.proof().name(), at);
    }
  }

  Transfer(Ends ends) {
    this.ends = ends;
    this.names = ends.names();
  }

  Sent send(Delivery delivery, Pace pace) {
    return switch (delivery.kind()) {
      case FILE -> file(delivery, pace);
      case MANIFEST -> manifest(delivery, pace);
    };
  }

  private Sent file(Delivery delivery, Pace pace) {
    Path path = ends.here().resolve(delivery.path());
    String key = key(delivery);
    try {
      if (!Files.isRegularFile(path)) {
        return refused(key, path, "is missing");
      }
      Content content = Content.of(path);
      try (InputStream in = content.open(0)) {
        Hashes now = Hashes.of(in);
        if (!now.equals(new Hashes(delivery.bytes(), delivery.sha256()))) {
          return refused(key, path, "is no longer what the scan was finished with");
        }
      }
      return put(key, ends.envelope().wrap(content, delivery.sha256()), pace);
    } catch (IOException e) {
      return refused(key, path, "cannot be read (" + e.getMessage() + ")");
    }
  }

  /**
   * What the store has lost goes back to where the list of its scan says that it lies, also when
   * the box has another name since.
   */
  private String key(Delivery delivery) {
    String name = ends.envelope().name(delivery.sha256());
    return delivery.key().endsWith("/" + name) ? delivery.key() : names.object(name);
  }

  private static Sent refused(String key, Path path, String why) {
    return new Sent(
        new Outcome.Refused(
            "file %s %s: restore it from a copy, or look at the disk".formatted(path, why)),
        key);
  }

  private Sent manifest(Delivery delivery, Pace pace) {
    RemoteManifest manifest =
        RemoteManifest.of(
            names.box(),
            delivery.scan(),
            delivery.path(),
            ends.here().deliveries().ofScan(delivery.scan()));
    byte[] json = manifest.json();
    Content content = ends.envelope().wrap(Content.of(json), Hashes.of(json).sha256());
    return put(names.manifest(delivery.scan()), content, pace);
  }

  private Sent put(String key, Content content, Pace pace) {
    return new Sent(ends.there().put(key, content, pace), key);
  }
}
