package org.petrascope.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.petrascope.camera.AcquisitionSettings;
import org.petrascope.scan.ReferenceLimits;
import org.petrascope.spectral.SampleRange;

/**
 * A scanning station as the configuration names it.
 *
 * @param camera which one it has
 * @param linePitchMm advance of the core between two lines, in mm
 * @param panel certificate curve of the white panel; without one the panel counts as perfect
 * @param tile certificate of the tile that shows how far wavelengths have drifted
 * @param correctWavelengths whether scans use the wavelengths that the latest check found
 * @param rows where the rows of core lie across the samples; empty for one row over all samples
 * @param stage what moves the core; without one it moves by itself
 * @param snrMin bands of a lower signal-to-noise ratio are masked
 * @param references when they are stale
 */
record StationConfiguration(
    String id,
    String name,
    CameraConfiguration camera,
    AcquisitionSettings acquisition,
    double linePitchMm,
    Optional<Path> panel,
    Optional<Path> tile,
    boolean correctWavelengths,
    List<SampleRange> rows,
    Optional<StageConfiguration> stage,
    double snrMin,
    ReferenceLimits references) {
  StationConfiguration {
    rows = List.copyOf(rows);
  }

  /** IPv4 address of the camera. */
  String cameraAddress() {
    return camera.address();
  }
}
