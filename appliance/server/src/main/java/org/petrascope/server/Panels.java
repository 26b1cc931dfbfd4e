package org.petrascope.server;

import java.util.Map;
import java.util.stream.Collectors;
import org.petrascope.scan.Station;
import org.petrascope.scan.StationSettings;
import org.petrascope.spectral.Detector;
import org.petrascope.spectral.Panel;

/** The white panel of every station, and the signal-to-noise ratio that its bands must have. */
record Panels(Map<String, Panel> byStation, Map<String, Double> snrMins) {
  Panels {
    byStation = Map.copyOf(byStation);
    snrMins = Map.copyOf(snrMins);
  }

  static Panels of(Stations stations) {
    return new Panels(
        stations.all().stream()
            .map(Station::settings)
            .collect(Collectors.toMap(StationSettings::id, StationSettings::panel)),
        stations.all().stream()
            .map(Station::settings)
            .collect(Collectors.toMap(StationSettings::id, StationSettings::snrMin)));
  }

  /** The station's limit; the usual one for a station that is configured no longer. */
  double snrMin(String station) {
    return snrMins.getOrDefault(station, Detector.SNR_MIN_DEFAULT);
  }

  /** The station's panel; a perfect one for a station that is configured no longer. */
  Panel of(String station) {
    return byStation.getOrDefault(station, Panel.perfect());
  }
}
