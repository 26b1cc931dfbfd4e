package org.petrascope.sync;

import org.petrascope.remote.ObjectStore;
import org.petrascope.store.SendingStore;

/**
 * Both ends of sending.
 *
 * @param envelope what files look like over there
 */
public record Ends(SendingStore here, ObjectStore there, Envelope envelope) {
  RemoteNames names() {
    return new RemoteNames(here.identity().name());
  }
}
