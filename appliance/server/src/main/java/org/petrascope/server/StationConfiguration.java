package org.petrascope.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.petrascope.camera.AcquisitionSettings;
import org.petrascope.spectral.SampleRange;

/**
 * A scanning station as the configuration names it.
 *
 * @param cameraAddress IP address of the camera; nothing is searched for
 * @param linePitchMm advance of the core between two lines, in mm
 * @param panel certificate curve of the white panel; without one the panel counts as perfect
 * @param tile certificate of the tile that shows how far wavelengths have drifted
 * @param correctWavelengths whether scans use the wavelengths that the latest check found
 * @param rows where the rows of core lie across the samples; empty for one row over all samples
 * @param stage what moves the core; without one it moves by itself
 * @param snrMin bands of a lower signal-to-noise ratio are masked
 */
record StationConfiguration(
    String id,
    String name,
    String cameraAddress,
    AcquisitionSettings acquisition,
    double linePitchMm,
    Optional<Path> panel,
    Optional<Path> tile,
    boolean correctWavelengths,
    List<SampleRange> rows,
    Optional<StageConfiguration> stage,
    double snrMin) {
  StationConfiguration {
    rows = List.copyOf(rows);
  }
}
