package org.petrascope.store;

import java.time.Instant;
import org.petrascope.spectral.Sensor;
import org.petrascope.spectral.WavelengthShift;

/**
 * A stored wavelength check: how far a sensor's wavelengths were from those it states.
 *
 * @param tile name of the tile's certificate
 * @param darkId reference that the tile was calibrated with
 * @param whiteId reference that the tile was calibrated with
 */
public record WavelengthRecord(
    String id,
    Instant takenAt,
    Sensor sensor,
    String tile,
    String darkId,
    String whiteId,
    WavelengthShift shift) {}
