package org.petrascope.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.petrascope.spectral.MapMethod;

/**
 * Everything the appliance is told before it starts.
 *
 * @param data folder of the database, scans and references
 * @param library spectral library that names minerals; without one the built-in references serve
 * @param stations at least one
 * @param sync where scans are sent; empty where they stay here
 */
record Configuration(
    Path data,
    HttpSettings http,
    Optional<Path> library,
    MapMethod method,
    List<StationConfiguration> stations,
    Optional<SyncConfiguration> sync) {
  Configuration {
    stations = List.copyOf(stations);
  }
}
