package org.petrascope.server;

import org.petrascope.update.InstallWindow;
import org.petrascope.update.Offer;
import org.petrascope.update.ReleaseName;
import org.petrascope.update.Updates;

/** Puts an agreed release to use, each kind in its way. For one thread. */
final class ReleaseDelivery {
  private final Configuration configuration;
  private final Updates updates;
  private final DataKeeper data;
  private final InstallWindow window;

  ReleaseDelivery(Configuration configuration, Updates updates, DataKeeper data) {
    this.configuration = configuration;
    this.updates = updates;
    this.data = data;
    this.window = configuration.update().window();
  }

  /** Does it and says what comes next, in one sentence. */
  String install(Offer offer) {
    ReleaseName name = offer.manifest().name();
    if (name.kind() == ReleaseName.Kind.SOFTWARE) {
      updates.install(offer, window, data, StartCache::make);
      return "%s is started next and has to prove itself: systemctl restart petrascope"
          .formatted(name.label());
    }
    updates.deliver(offer, data::deliver);
    return name.kind() == ReleaseName.Kind.MODEL
        ? "scans are interpreted by %s from now on".formatted(name.label())
        : "%s is in %s: the appliance uses it from its next start where library names a file there"
            .formatted(name.label(), ContentDelivery.library(configuration, name));
  }
}
