package org.petrascope.camera;

/**
 * Who a camera is, as the device itself says.
 *
 * @param calibrationPack identifier of the maker's wavelength calibration; empty where there is
 *     none
 */
public record Identity(
    String vendor, String model, String serial, String firmware, String calibrationPack) {}
