package org.petrascope.server;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.petrascope.camera.BandTable;
import org.petrascope.scan.ScanProgress;
import org.petrascope.scan.StationStatus;

/** A station as the API shows it. */
record StationView(String id, String name, String state, String message, CameraView camera) {

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
   * @param scan the latest one, whose frames show which path they take
   */
  static StationView of(StationStatus status, Optional<ScanProgress> scan) {
    String transport = scan.map(ScanProgress::transport).orElse("");
    return new StationView(
        status.id(),
        status.name(),
        status.state().name().toLowerCase(Locale.ROOT),
        status.message(),
        camera(status.camera(), transport));
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
