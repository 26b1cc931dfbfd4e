package org.petrascope.server;

import java.util.Optional;
import org.petrascope.server.ServerException.Kind;
import org.petrascope.spectral.ScanId;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.Store;

/** Finds scans by the text that somebody named them by. */
final class KnownScans {
  private KnownScans() {}

  /** The scan, or a sentence that there is none. */
  static ScanRecord require(Store store, String id) {
    try {
      Optional<ScanRecord> found = store.scans().find(new ScanId(id));
      if (found.isPresent()) {
        return found.get();
      }
    } catch (IllegalArgumentException e) {
      // Whatever is no id names no scan either.
    }
    throw new ServerException(
        Kind.NOT_FOUND, "scan %s is not known here: list the scans".formatted(id));
  }
}
