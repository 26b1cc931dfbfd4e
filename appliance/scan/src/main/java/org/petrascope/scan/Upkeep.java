package org.petrascope.scan;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.petrascope.camera.Telemetry;
import org.petrascope.spectral.Sensor;
import org.petrascope.store.LampEvent;
import org.petrascope.store.WavelengthRecord;

/**
 * What keeps a station in order: its references and which of them serve, its wavelength checks, its
 * lamp. May be used by any thread.
 */
public final class Upkeep {
  private final StationSettings settings;
  private final Surroundings around;
  private final Preparation preparation;
  private final CameraKeeper keeper;
  private final LampWatch lamp;

  Upkeep(
      StationSettings settings, Surroundings around, Preparation preparation, CameraKeeper keeper) {
    this.settings = settings;
    this.around = around;
    this.preparation = preparation;
    this.keeper = keeper;
    this.lamp = new LampWatch(settings.id(), around, settings.references().warmUp());
  }

  LampWatch watch() {
    return lamp;
  }

  /** Temperatures, while nothing else is done with the camera. */
  public Optional<Telemetry> telemetry() {
    return keeper.telemetry();
  }

  /** The references of the camera, newest first; empty before it was connected once. */
  public List<JudgedReference> references(int limit) {
    OptionalDouble sensorC =
        telemetry().map(Telemetry::sensorTemperatureC).orElse(OptionalDouble.empty());
    return seen().map(view -> preparation.judged(view, sensorC, limit)).orElse(List.of());
  }

  /** The wavelength checks of the camera, newest first; empty before it was connected once. */
  public List<WavelengthRecord> wavelengthChecks(int limit) {
    return sensor()
        .map(sensor -> around.store().wavelengthChecks().newest(sensor, limit))
        .orElse(List.of());
  }

  /** What is known of the lamp. */
  public LampStatus lamp() {
    return lamp.status(sensor());
  }

  /** Takes down what was done with the lamp just now. */
  public void noteLamp(LampEvent.Kind kind) {
    lamp.note(kind);
  }

  private Optional<Sensor> sensor() {
    return seen().map(SensorView::sensor);
  }

  private Optional<SensorView> seen() {
    return keeper
        .status()
        .description()
        .map(c -> SensorView.of(c.identity(), c.capabilities(), settings.acquisition()));
  }
}
