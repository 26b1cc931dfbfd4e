package org.petrascope.server;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.petrascope.camera.BandTable;
import org.petrascope.scan.ScanProgress;
import org.petrascope.scan.Station;
import org.petrascope.scan.StationStatus;
import org.petrascope.spectral.Panel;

/**
 * A station as the API shows it.
 *
 * @param wavelengthTile name of the tile that its wavelengths are checked on; null without one
 * @param correctsWavelengths whether scans use the wavelengths of the latest check
 * @param wavelengthCheck the latest one of its camera; null before the first
 * @param stage what moves its core; null where the station has none
 */
record StationView(
    String id,
    String name,
    String state,
    String message,
    CameraView camera,
    @Nullable String wavelengthTile,
    boolean correctsWavelengths,
    @Nullable WavelengthView wavelengthCheck,
    LampView lamp,
    @Nullable StageView stage) {

  /**
   * The station's camera; what is not known before it was connected once is empty or null.
   *
   * @param message one sentence when something is wrong
   */
  record CameraView(
      String vendor,
      String model,
      String serial,
      int samples,
      int bands,
      @Nullable Double firstNm,
      @Nullable Double lastNm,
      String transport,
      boolean connected,
      String message) {}

  /**
   * @param status of the station, as it was told
   */
  static StationView of(StationStatus status, Station station) {
    // The latest scan's frames show which path they take.
    String transport = station.progress().map(ScanProgress::transport).orElse("");
    return new StationView(
        status.id(),
        status.name(),
        status.state().name().toLowerCase(Locale.ROOT),
        status.message(),
        camera(status.camera(), transport),
        station.settings().wavelength().tile().map(Panel::name).orElse(null),
        station.settings().wavelength().corrected(),
        station.upkeep().wavelengthChecks(1).stream()
            .findFirst()
            .map(WavelengthView::of)
            .orElse(null),
        LampView.of(station.upkeep().lamp()),
        station.stage().map(moved -> StageView.of(moved.reading())).orElse(null));
  }

  private static CameraView camera(StationStatus.CameraStatus camera, String transport) {
    if (camera.description().isEmpty()) {
      return new CameraView(
          "", "", "", 0, 0, null, null, transport, camera.connected(), camera.message());
    }
    StationStatus.CameraDescription known = camera.description().get();
    BandTable bands = known.capabilities().bands();
    double[] centres = bands.centresNm();
    return new CameraView(
        known.identity().vendor(),
        known.identity().model(),
        known.identity().serial(),
        known.capabilities().samplesMax(),
        bands.bands(),
        centres[0],
        centres[centres.length - 1],
        transport,
        camera.connected(),
        camera.message());
  }
}
