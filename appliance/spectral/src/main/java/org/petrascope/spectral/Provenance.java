package org.petrascope.spectral;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a product comes from: enough to make it again and to judge whether to trust it.
 *
 * @param wavelengths what the latest wavelength check found; empty where none was made
 * @param inferred components that the sensor cannot see and the model predicts all the same
 */
public record Provenance(
    ScanId scan,
    Sensor sensor,
    CalibrationRef calibration,
    Optional<WavelengthRef> wavelengths,
    ModelRef model,
    List<String> inferred,
    Execution execution,
    Instant at) {
  public Provenance {
    inferred = List.copyOf(inferred);
  }

  /** The same of lines that this turned into reflectance. */
  public Provenance with(CalibrationRef other) {
    return new Provenance(scan, sensor, other, wavelengths, model, inferred, execution, at);
  }
}
