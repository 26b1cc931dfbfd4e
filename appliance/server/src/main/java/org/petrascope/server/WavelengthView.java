package org.petrascope.server;

import org.petrascope.store.WavelengthRecord;

/**
 * A wavelength check as the API shows it.
 *
 * @param shiftNm how much further the camera sees than it states, at {@code pivotNm}
 * @param standardErrorNm one standard deviation of it
 * @param slopePerNm change of the shift with wavelength; 0 where none is significant
 */
record WavelengthView(
    String id,
    String at,
    String tile,
    double shiftNm,
    double standardErrorNm,
    double slopePerNm,
    double pivotNm,
    double seenFromNm,
    double seenToNm,
    int windows) {

  static WavelengthView of(WavelengthRecord check) {
    return new WavelengthView(
        check.id(),
        check.takenAt().toString(),
        check.tile(),
        check.shift().nm(),
        check.shift().standardErrorNm(),
        check.shift().slopePerNm(),
        check.shift().pivotNm(),
        check.shift().seen().fromNm(),
        check.shift().seen().toNm(),
        check.shift().windows());
  }
}
