package org.petrascope.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.petrascope.formats.Spelling;
import org.petrascope.scan.LiveMap;
import org.petrascope.scan.ScanProgress;
import org.petrascope.scan.Station;
import org.petrascope.scan.StationSettings;
import org.petrascope.server.ServerException.Kind;
import org.petrascope.spectral.SampleRange;
import org.petrascope.store.ScanRecord;

/** The stations of the appliance, in the order of the configuration. */
final class Stations implements AutoCloseable {
  private final Map<String, Station> byId = new LinkedHashMap<>();
  private final Map<String, List<SampleRange>> rows = new LinkedHashMap<>();

  /**
   * Takes a station over; it is closed with the others.
   *
   * @param usualRows of its boxes; empty for one row over all samples
   */
  void add(Station station, List<SampleRange> usualRows) {
    byId.put(station.settings().id(), station);
    rows.put(station.settings().id(), List.copyOf(usualRows));
  }

  List<Station> all() {
    return List.copyOf(byId.values());
  }

  List<SampleRange> usualRows(Station station) {
    return rows.getOrDefault(station.settings().id(), List.of());
  }

  Station require(String id) {
    Station station = byId.get(id);
    if (station == null) {
      throw new ServerException(
          Kind.NOT_FOUND,
          "station %s is unknown: %s".formatted(id, Spelling.suggestion(id, byId.keySet())));
    }
    return station;
  }

  /**
   * How far the core moves from line to line: as configured, or as wide as a sample of the camera
   * sees once that was connected.
   */
  static double linePitchMm(Station station) {
    StationSettings settings = station.settings();
    double stated = settings.linePitchMm();
    return station
        .status()
        .camera()
        .description()
        .map(c -> c.capabilities().samplesMax() / settings.acquisition().spatialBinning())
        .flatMap(samples -> station.stage().map(s -> s.settings().pitchMm(samples, stated)))
        .orElse(stated);
  }

  /** How far a scan is that is under way, or was the latest of its station. */
  Optional<ScanProgress> progress(ScanRecord scan) {
    return Optional.ofNullable(byId.get(scan.station()))
        .flatMap(Station::progress)
        .filter(progress -> progress.id().equals(scan.id()));
  }

  /** The map of a scan that is under way, or was the latest of its station. */
  Optional<LiveMap> map(ScanRecord scan) {
    return Optional.ofNullable(byId.get(scan.station())).flatMap(station -> station.map(scan.id()));
  }

  /** The station of this id, or the only one where the id is empty. */
  Station requireOrOnly(String id) {
    if (!id.isEmpty()) {
      return require(id);
    }
    if (byId.size() != 1) {
      throw new ServerException(
          Kind.BAD_REQUEST,
          "the appliance has several stations: name one of %s in station"
              .formatted(String.join(", ", byId.keySet())));
    }
    return byId.values().iterator().next();
  }

  @Override
  public void close() {
    byId.values().forEach(Station::close);
  }
}
