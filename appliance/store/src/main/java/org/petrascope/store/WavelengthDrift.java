package org.petrascope.store;

import java.time.Instant;

/**
 * How far the wavelengths of a camera were off when they were last looked at.
 *
 * @param nm shift in the middle of what was measured
 * @param standardErrorNm one standard deviation of it
 */
public record WavelengthDrift(
    String model, String serial, Instant at, double nm, double standardErrorNm) {}
