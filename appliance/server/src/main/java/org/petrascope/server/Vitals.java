package org.petrascope.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.petrascope.scan.ScanProgress;
import org.petrascope.scan.Station;
import org.petrascope.scan.StationState;
import org.petrascope.store.ScanState;
import org.petrascope.store.Store;
import org.petrascope.store.StoreException;

/**
 * What the appliance must not hang in: the scan of each station, the database and the page. A
 * camera that is gone, a full disk and a missing link are no reasons to start it again: that mends
 * none.
 */
final class Vitals {
  private Vitals() {}

  /**
   * How long a step may take before it counts as hung.
   *
   * @param capture the next frame, or one try to get the camera back, which has 10 s and the time
   *     that drivers take
   * @param mapping the minerals of a block of lines, also with the slowest of models
   * @param measuring a reference or wavelength check
   */
  record Limits(Duration capture, Duration mapping, Duration measuring) {
    static final Limits USUAL =
        new Limits(Duration.ofSeconds(60), Duration.ofMinutes(5), Duration.ofMinutes(15));
  }

  static List<Vital> of(Stations stations, Store store, HttpEndpoint http) {
    List<Vital> vitals = new ArrayList<>();
    for (Station station : stations.all()) {
      vitals.add(station(station, Limits.USUAL));
    }
    vitals.add(new Vital("database", () -> database(store)));
    vitals.add(new Vital("page", new PageProbe(http.url())));
    return List.copyOf(vitals);
  }

  static Vital station(Station station, Limits limits) {
    StationWatch watch = new StationWatch(station, limits);
    return new Vital("station " + station.settings().id(), watch::trouble);
  }

  private static Optional<String> database(Store store) {
    try {
      store.touch();
      return Optional.empty();
    } catch (StoreException e) {
      return Failures.kind(e) == ServerException.Kind.FULL
          ? Optional.empty()
          : Optional.of(Failures.sentence(e));
    }
  }

  private static final class StationWatch {
    private final Station station;
    private final Limits limits;
    private long measuringSinceNs;
    private boolean measuring;

    StationWatch(Station station, Limits limits) {
      this.station = station;
      this.limits = limits;
    }

    synchronized Optional<String> trouble() {
      return measurement().or(() -> station.progress().flatMap(this::scan));
    }

    private Optional<String> measurement() {
      long nowNs = System.nanoTime();
      boolean measured = station.status().state() == StationState.REFERENCING;
      if (!measured || !measuring) {
        measuringSinceNs = nowNs;
      }
      measuring = measured;
      Duration since = Duration.ofNanos(nowNs - measuringSinceNs);
      return since.compareTo(limits.measuring()) > 0
          ? Optional.of(hangs("its measurement", since))
          : Optional.empty();
    }

    private Optional<String> scan(ScanProgress scan) {
      boolean underWay = scan.state() == ScanState.SCANNING || scan.state() == ScanState.FINISHING;
      if (underWay && scan.captureStep().compareTo(limits.capture()) > 0) {
        return Optional.of(hangs("the capture of scan " + scan.id(), scan.captureStep()));
      }
      if (underWay && scan.mappingStep().compareTo(limits.mapping()) > 0) {
        return Optional.of(hangs("telling minerals of scan " + scan.id(), scan.mappingStep()));
      }
      return Optional.empty();
    }

    private String hangs(String what, Duration since) {
      return "station %s: %s hangs for %d s"
          .formatted(station.settings().id(), what, since.toSeconds());
    }
  }
}
