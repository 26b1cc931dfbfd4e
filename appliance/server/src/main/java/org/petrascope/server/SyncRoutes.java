package org.petrascope.server;

import io.helidon.webserver.http.HttpRules;
import org.petrascope.store.Store;

/**
 * The API's address {@code /sync}.
 *
 * @param configured whether scans are to be sent at all
 */
record SyncRoutes(Store store, boolean configured) {
  void register(HttpRules rules) {
    rules.get("/sync", (q, a) -> new Exchange(q, a).answer(SyncView.of(store, configured)));
  }
}
