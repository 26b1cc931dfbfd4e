package org.petrascope.scan;

import java.util.Optional;
import org.petrascope.spectral.Panel;

/**
 * How a station checks the wavelengths of its camera.
 *
 * @param tile certificate of the tile with known features; empty where the station has none
 * @param corrected whether scans use the wavelengths that the latest check found
 */
public record WavelengthSettings(Optional<Panel> tile, boolean corrected) {
  /** No tile, and wavelengths as the camera states them. */
  public static final WavelengthSettings NONE = new WavelengthSettings(Optional.empty(), false);
}
