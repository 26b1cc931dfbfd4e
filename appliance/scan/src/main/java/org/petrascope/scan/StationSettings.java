package org.petrascope.scan;

import org.petrascope.camera.AcquisitionSettings;
import org.petrascope.spectral.Detector;
import org.petrascope.spectral.Panel;
import org.petrascope.spectral.Wavelengths;

/**
 * What a scanning station is told by its configuration.
 *
 * @param linePitchMm how far the core moves from line to line
 * @param panel the white panel that lies on this station
 * @param wavelength how the camera's wavelengths are checked
 * @param mapperThreads threads that tell minerals
 * @param snrMin bands of a lower signal-to-noise ratio, see {@link Detector#snr}, are masked
 * @param references when they are stale
 */
public record StationSettings(
    String id,
    String name,
    AcquisitionSettings acquisition,
    double linePitchMm,
    Panel panel,
    WavelengthSettings wavelength,
    IdentificationShelf identifications,
    int mapperThreads,
    double snrMin,
    ReferenceLimits references) {
  public StationSettings {
    if (!(linePitchMm > 0) || mapperThreads < 1) {
      throw new IllegalArgumentException(
          "station %s has a line pitch of %s mm and %d mapper threads: both must be above zero"
              .formatted(id, linePitchMm, mapperThreads));
    }
  }

  /** The bands of the lines that a camera takes with these settings. */
  public Wavelengths wavelengths(StationStatus.CameraDescription camera) {
    return SensorView.of(camera.identity(), camera.capabilities(), acquisition).wavelengths();
  }
}
