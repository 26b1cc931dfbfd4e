package org.petrascope.server;

import java.util.Optional;
import org.petrascope.server.ServerException.Kind;
import org.petrascope.spectral.ScanId;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.ScanState;
import org.petrascope.store.Store;

/** Scans as requests name them. */
final class StoredScans {
  private StoredScans() {}

  /** A scan that must be there. */
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

  /** The same, all of whose lines must be there. */
  static ScanRecord requireFinished(Store store, String id) {
    ScanRecord scan = require(store, id);
    if (scan.state() != ScanState.FINISHED) {
      throw new ServerException(
          Kind.CONFLICT, "scan %s is not finished: finish it first".formatted(id));
    }
    return scan;
  }
}
