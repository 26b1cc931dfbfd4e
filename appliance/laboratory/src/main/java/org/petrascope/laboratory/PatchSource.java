package org.petrascope.laboratory;

import org.petrascope.spectral.CalibrationRef;
import org.petrascope.spectral.Sensor;

/**
 * Where spectra come from.
 *
 * @param scan id of the scan or name of the table; empty where there is none
 * @param calibration what turned DN into reflectance
 * @param processing what was done to the reflectance since, such as resampling; empty for nothing
 */
public record PatchSource(
    String scan, Sensor sensor, CalibrationRef calibration, String processing) {
  /** The same source with a further step of processing. */
  PatchSource processed(String step) {
    return new PatchSource(
        scan, sensor, calibration, processing.isEmpty() ? step : processing + "; " + step);
  }
}
