package org.petrascope.server;

import java.util.Map;
import java.util.stream.Collectors;
import org.petrascope.scan.Station;
import org.petrascope.scan.StationSettings;
import org.petrascope.spectral.Panel;

/** The white panel of every station. */
record Panels(Map<String, Panel> byStation) {
  Panels {
    byStation = Map.copyOf(byStation);
  }

  static Panels of(Stations stations) {
    return new Panels(
        stations.all().stream()
            .map(Station::settings)
            .collect(Collectors.toMap(StationSettings::id, StationSettings::panel)));
  }

  /** The station's panel; a perfect one for a station that is configured no longer. */
  Panel of(String station) {
    return byStation.getOrDefault(station, Panel.perfect());
  }
}
