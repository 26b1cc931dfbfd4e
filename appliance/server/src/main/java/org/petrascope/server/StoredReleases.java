package org.petrascope.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import org.petrascope.remote.ObjectKey;
import org.petrascope.remote.ObjectStore;
import org.petrascope.remote.RemoteException;
import org.petrascope.update.ReleaseSource;

/** Releases in an object store, under the names that they have in their folder. For one thread. */
record StoredReleases(ObjectStore store) implements ReleaseSource {
  @Override
  public String name() {
    return store.address();
  }

  @Override
  public InputStream open(String path, long from) throws IOException {
    try {
      return store.get(ObjectKey.require(path), from);
    } catch (IllegalArgumentException e) {
      throw missing(path, e);
    } catch (RemoteException e) {
      if (isMissing(path)) {
        throw missing(path, e);
      }
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Asked only after a failure: what is there costs no question. */
  private boolean isMissing(String path) throws IOException {
    try {
      return store.receipt(path).isEmpty();
    } catch (RemoteException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private NoSuchFileException missing(String path, RuntimeException cause) {
    NoSuchFileException missing = new NoSuchFileException(path);
    missing.initCause(cause);
    return missing;
  }

  @Override
  public void close() {
    store.close();
  }
}
