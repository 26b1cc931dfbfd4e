package org.petrascope.spectral;

import java.time.Instant;

/** Where a product comes from: enough to make it again and to judge whether to trust it. */
public record Provenance(
    ScanId scan,
    Sensor sensor,
    CalibrationRef calibration,
    ModelRef model,
    Execution execution,
    Instant at) {}
