package org.petrascope.server;

import io.helidon.webserver.http.HttpRules;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.petrascope.camera.Capabilities;
import org.petrascope.camera.Limits;
import org.petrascope.camera.PixelFormat;
import org.petrascope.camera.Telemetry;
import org.petrascope.scan.JudgedReference;
import org.petrascope.scan.Station;
import org.petrascope.scan.StationStatus;
import org.petrascope.spectral.ModelRef;
import org.petrascope.spectral.Panel;
import org.petrascope.spectral.Reference;
import org.petrascope.store.LampEvent;
import org.petrascope.store.ReferenceRecord;

/** The API's addresses under {@code /stations}. Requests come on their own threads. */
final class StationRoutes {
  private static final int REFERENCES_MAX = 50;
  private static final int LISTED_MAX = 1000;

  private final Stations stations;

  StationRoutes(Stations stations) {
    this.stations = stations;
  }

  void register(HttpRules rules) {
    rules
        .get("/stations", (q, a) -> list(new Exchange(q, a)))
        .get("/stations/{station}/camera", (q, a) -> camera(new Exchange(q, a)))
        .get("/stations/{station}/references", (q, a) -> references(new Exchange(q, a)))
        .post("/stations/{station}/references", (q, a) -> takeReference(new Exchange(q, a)))
        .get("/stations/{station}/lamp", (q, a) -> lamp(new Exchange(q, a)))
        .post("/stations/{station}/lamp", (q, a) -> noteLamp(new Exchange(q, a)))
        .get("/stations/{station}/wavelengths", (q, a) -> wavelengths(new Exchange(q, a)))
        .post("/stations/{station}/wavelengths", (q, a) -> checkWavelengths(new Exchange(q, a)));
  }

  private void list(Exchange exchange) {
    exchange.answer(stations.all().stream().map(StationRoutes::view).toList());
  }

  private static StationView view(Station station) {
    return StationView.of(station.status(), station);
  }

  private void camera(Exchange exchange) {
    Station station = stations.require(exchange.path("station"));
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("camera", view(station).camera());
    document.put("settings", settings(station));
    document.put(
        "capabilities",
        station
            .status()
            .camera()
            .description()
            .map(StationStatus.CameraDescription::capabilities)
            .map(StationRoutes::capabilities)
            .orElse(null));
    document.put(
        "telemetry", station.upkeep().telemetry().map(StationRoutes::telemetry).orElse(null));
    exchange.answer(document);
  }

  private static Map<String, Object> settings(Station station) {
    var acquisition = station.settings().acquisition();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("pixelFormat", acquisition.pixelFormat().genicamName());
    document.put("exposureUs", acquisition.exposureUs());
    document.put("lineRateHz", acquisition.lineRateHz());
    document.put("spatialBinning", acquisition.spatialBinning());
    document.put("spectralBinning", acquisition.spectralBinning());
    document.put("gain", acquisition.gain());
    document.put("linePitchMm", Stations.linePitchMm(station));
    document.put("panel", station.settings().panel().name());
    document.put("tile", station.settings().wavelength().tile().map(Panel::name).orElse(null));
    ModelRef told = station.settings().identifications().reference();
    document.put("library", told.name());
    document.put("version", told.version());
    document.put("method", told.method());
    return document;
  }

  private static Map<String, Object> capabilities(Capabilities capabilities) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("samplesMax", capabilities.samplesMax());
    document.put("wavelengthsNm", Arrays.stream(capabilities.bands().centresNm()).boxed().toList());
    document.put("fwhmNm", Arrays.stream(capabilities.bands().fwhmsNm()).boxed().toList());
    document.put(
        "pixelFormats",
        capabilities.pixelFormats().stream().map(PixelFormat::genicamName).sorted().toList());
    document.put("exposureUs", limits(capabilities.exposureUs()));
    document.put("lineRateHz", limits(capabilities.lineRateHz()));
    document.put("shutter", capabilities.shutter());
    document.put("stage", capabilities.stage());
    return document;
  }

  private static List<Double> limits(Limits limits) {
    return List.of(limits.min(), limits.max());
  }

  private static Map<String, Object> telemetry(Telemetry telemetry) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("sensorC", telemetry.sensorTemperatureC().orElse(Double.NaN));
    document.put("deviceC", telemetry.deviceTemperatureC().orElse(Double.NaN));
    return document;
  }

  private void references(Exchange exchange) {
    Station station = stations.require(exchange.path("station"));
    int limit = exchange.query("limit", new Range(1, LISTED_MAX), REFERENCES_MAX);
    exchange.answer(station.upkeep().references(limit).stream().map(ReferenceView::of).toList());
  }

  private void takeReference(Exchange exchange) {
    Station station = stations.require(exchange.path("station"));
    Reference.Kind kind =
        exchange.body(
            body -> body.requiredChoice("kind", StationRoutes::kind, Reference.Kind.DARK));
    ReferenceRecord taken = station.reference(kind);
    List<String> ofLamp =
        kind == Reference.Kind.WHITE ? station.upkeep().lamp().warnings() : List.<String>of();
    exchange.answer(201, ReferenceView.of(new JudgedReference(taken, ""), ofLamp));
  }

  private void lamp(Exchange exchange) {
    Station station = stations.require(exchange.path("station"));
    exchange.answer(LampView.of(station.upkeep().lamp()));
  }

  private void noteLamp(Exchange exchange) {
    Station station = stations.require(exchange.path("station"));
    station
        .upkeep()
        .noteLamp(
            exchange.body(
                body -> body.requiredChoice("event", StationRoutes::lampEvent, LampEvent.Kind.ON)));
    exchange.answer(201, LampView.of(station.upkeep().lamp()));
  }

  private void wavelengths(Exchange exchange) {
    Station station = stations.require(exchange.path("station"));
    exchange.answer(
        station.upkeep().wavelengthChecks(REFERENCES_MAX).stream()
            .map(WavelengthView::of)
            .toList());
  }

  private void checkWavelengths(Exchange exchange) {
    Station station = stations.require(exchange.path("station"));
    exchange.answer(201, WavelengthView.of(station.checkWavelengths()));
  }

  private static LampEvent.Kind lampEvent(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "on" -> LampEvent.Kind.ON;
      case "off" -> LampEvent.Kind.OFF;
      case "replaced" -> LampEvent.Kind.REPLACED;
      default ->
          throw new IllegalArgumentException(
              "%s happens to no lamp: use on, off or replaced".formatted(word));
    };
  }

  private static Reference.Kind kind(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "dark" -> Reference.Kind.DARK;
      case "white" -> Reference.Kind.WHITE;
      default ->
          throw new IllegalArgumentException(
              "%s is no reference: use dark or white".formatted(word));
    };
  }
}
