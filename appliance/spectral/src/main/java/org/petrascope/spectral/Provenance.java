package org.petrascope.spectral;

import java.time.Instant;
import java.util.List;

/**
 * Where a product comes from: enough to make it again and to judge whether to trust it.
 *
 * @param inferred components that the sensor cannot see and the model predicts all the same
 */
public record Provenance(
    ScanId scan,
    Sensor sensor,
    CalibrationRef calibration,
    ModelRef model,
    List<String> inferred,
    Execution execution,
    Instant at) {
  public Provenance {
    inferred = List.copyOf(inferred);
  }
}
