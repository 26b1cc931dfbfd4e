package org.petrascope.spectral;

/**
 * What was known of a sensor's wavelengths when a product was made.
 *
 * @param checkId id of the wavelength check
 * @param tile name of the tile that was measured
 * @param shift how far the sensor's wavelengths were from those it states
 * @param corrected whether the product's wavelengths are those where the sensor really sees, or
 *     those it states
 */
public record WavelengthRef(String checkId, String tile, WavelengthShift shift, boolean corrected) {
  /** The wavelengths of the product. */
  public Wavelengths of(Wavelengths stated) {
    return corrected ? shift.corrected(stated) : stated;
  }
}
