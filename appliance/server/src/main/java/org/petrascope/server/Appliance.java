package org.petrascope.server;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.petrascope.formats.PanelCurve;
import org.petrascope.scan.IdentificationShelf;
import org.petrascope.scan.ScanJoin;
import org.petrascope.scan.ScanVerification;
import org.petrascope.scan.Station;
import org.petrascope.scan.StationSettings;
import org.petrascope.scan.StoredModels;
import org.petrascope.scan.Surroundings;
import org.petrascope.scan.WavelengthSettings;
import org.petrascope.spectral.Execution;
import org.petrascope.spectral.Panel;
import org.petrascope.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running appliance: its store, stations and HTTP endpoint, wired by hand. Started and closed
 * by one thread.
 */
final class Appliance implements AutoCloseable {
  static final String VERSION = "0.1.0";
  private static final Logger LOG = LoggerFactory.getLogger(Appliance.class);

  private final Stations stations;
  private final Store store;
  private final HttpEndpoint http;
  private final Deque<AutoCloseable> parts;

  private Appliance(Stations stations, Store store, HttpEndpoint http, Deque<AutoCloseable> parts) {
    this.stations = stations;
    this.store = store;
    this.http = http;
    this.parts = parts;
  }

  /** Starts everything; what was started before something failed is closed again. */
  static Appliance start(Configuration configuration, Clock clock, SplittableRandom random) {
    Deque<AutoCloseable> parts = new ArrayDeque<>();
    boolean started = false;
    try {
      Appliance appliance = start(configuration, clock, random, parts);
      started = true;
      LOG.info("the page is at {}, data are in {}", appliance.http.url(), appliance.store.root());
      return appliance;
    } finally {
      if (!started) {
        Closing.all(parts);
      }
    }
  }

  private static Appliance start(
      Configuration configuration,
      Clock clock,
      SplittableRandom random,
      Deque<AutoCloseable> parts) {
    Store store = Store.open(configuration.data(), clock);
    parts.push(store);
    Security security = Security.of(configuration.http(), store, clock, System::nanoTime);
    StoredModels identifications =
        new StoredModels(store, ModelKinds.trainers(), Identifications.of(configuration));
    parts.push(identifications);
    Stations stations = new Stations();
    parts.push(stations);
    EventHub events = new EventHub();
    for (StationConfiguration configured : configuration.stations()) {
      Surroundings around = new Surroundings(store, clock, random.split(), execution());
      stations.add(station(configured, identifications, around, events), configured.rows());
    }
    Mappers mappers = new Mappers(store, identifications);
    ScanCalibrations calibrations = new ScanCalibrations(store, Panels.of(stations));
    PatchShelf databases = PatchShelf.of(store.root());
    ModelRegistry registry = new ModelRegistry(store, identifications, stations, clock);
    TrainingJobs trainings = new TrainingJobs(registry, events, clock, System::nanoTime);
    parts.push(trainings);
    Api api =
        new Api(
            new StationRoutes(stations),
            new ScanRoutes(stations, store, calibrations, mappers, configuration.probation()),
            new ModelRoutes(store, registry, trainings, databases),
            new LaboratoryRoutes(store, calibrations, databases),
            new SyncRoutes(store, configuration.sync().isPresent()),
            new JoinRoutes(store, new ScanJoin(store, clock, execution()), calibrations),
            security.routes(new ScanVerification(store, identifications)),
            events);
    ApplianceMetrics.register(store, stations.all());
    HttpEndpoint http = security.listen(api, HealthChecks.of(store));
    parts.push(http);
    parts.push(events);
    return new Appliance(stations, store, http, parts);
  }

  private static Station station(
      StationConfiguration configured,
      StoredModels identifications,
      Surroundings around,
      EventHub events) {
    Station opened =
        Station.open(settings(configured, identifications), configured.camera()::open, around);
    Station station = configured.stage().map(s -> opened.with(s.stage())).orElse(opened);
    station.listen(new LiveScans(station, events, System::nanoTime));
    return station;
  }

  private static StationSettings settings(
      StationConfiguration configured, IdentificationShelf identifications) {
    return new StationSettings(
        configured.id(),
        configured.name(),
        configured.acquisition(),
        configured.linePitchMm(),
        configured.panel().map(PanelCurve::read).orElseGet(Panel::perfect),
        new WavelengthSettings(
            configured.tile().map(PanelCurve::read), configured.correctWavelengths()),
        identifications,
        Math.max(1, Runtime.getRuntime().availableProcessors() - 1),
        configured.snrMin(),
        configured.references());
  }

  private static Execution execution() {
    return new Execution(
        "petrascope " + VERSION,
        "plain Java on %d cores, %s %s"
            .formatted(
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.arch"),
                Runtime.version()));
  }

  Stations stations() {
    return stations;
  }

  Store store() {
    return store;
  }

  HttpEndpoint http() {
    return http;
  }

  /** What it must not hang in. */
  List<Vital> vitals() {
    return Vitals.of(stations, store, http);
  }

  @Override
  public void close() {
    Closing.all(parts);
  }
}
