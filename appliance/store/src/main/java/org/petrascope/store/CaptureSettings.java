package org.petrascope.store;

/**
 * How lines were taken: two captures with equal settings can calibrate one another.
 *
 * @param pixelFormat GenICam name
 * @param exposureUs exposure time in microseconds
 * @param lineRateHz lines per second
 * @param gain in the camera's own unit; 0 for the least, and where there is none
 */
public record CaptureSettings(
    String pixelFormat,
    double exposureUs,
    double lineRateHz,
    int spatialBinning,
    int spectralBinning,
    int samples,
    int bands,
    double gain) {
  /** With the least gain. */
  public CaptureSettings(
      String pixelFormat,
      double exposureUs,
      double lineRateHz,
      int spatialBinning,
      int spectralBinning,
      int samples,
      int bands) {
    this(pixelFormat, exposureUs, lineRateHz, spatialBinning, spectralBinning, samples, bands, 0);
  }
}
