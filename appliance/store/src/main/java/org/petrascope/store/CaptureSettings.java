package org.petrascope.store;

/**
 * How lines were taken: two captures with equal settings can calibrate one another.
 *
 * @param pixelFormat GenICam name
 * @param exposureUs exposure time in microseconds
 * @param lineRateHz lines per second
 */
public record CaptureSettings(
    String pixelFormat,
    double exposureUs,
    double lineRateHz,
    int spatialBinning,
    int spectralBinning,
    int samples,
    int bands) {}
