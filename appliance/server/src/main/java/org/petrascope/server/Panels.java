package org.petrascope.server;

import java.util.Map;
import org.petrascope.spectral.Panel;

/** The white panel of every station. */
record Panels(Map<String, Panel> byStation) {
  Panels {
    byStation = Map.copyOf(byStation);
  }

  /** The station's panel; a perfect one for a station that is configured no longer. */
  Panel of(String station) {
    return byStation.getOrDefault(station, Panel.perfect());
  }
}
