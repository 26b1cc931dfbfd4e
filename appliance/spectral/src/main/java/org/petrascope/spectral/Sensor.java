package org.petrascope.spectral;

/**
 * The instrument a measurement came from.
 *
 * @param calibrationPack the maker's wavelength calibration; empty where there is none
 */
public record Sensor(String vendor, String model, String serial, String calibrationPack) {}
