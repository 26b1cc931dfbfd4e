package org.petrascope.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.petrascope.spectral.MapMethod;
import org.petrascope.update.Probation;

/**
 * Everything the appliance is told before it starts.
 *
 * @param data folder of the database, scans and references
 * @param library spectral library that names minerals; without one the built-in references serve
 * @param stations at least one
 * @param update where new releases come from and which of them this box is given
 */
record Configuration(
    Path data,
    HttpSettings http,
    Optional<Path> library,
    MapMethod method,
    List<StationConfiguration> stations,
    UpdateConfiguration update) {
  Configuration {
    stations = List.copyOf(stations);
  }

  /** Tells whether a new release has to prove itself first. */
  Probation probation() {
    return Probation.in(update.home());
  }
}
