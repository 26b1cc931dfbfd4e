package org.petrascope.scan;

import org.petrascope.spectral.ScanId;

/** Hears what happens at a station, on the station's threads: must return at once. */
public interface StationListener {
  /** The station does something else now, or its camera came or went. */
  default void changed(StationStatus status) {}

  /** More lines of a scan were mapped. */
  default void mapped(ScanProgress progress, LiveMap map, int firstLine) {}

  /** A scan ended: finished, failed or cancelled. */
  default void ended(ScanId id) {}
}
