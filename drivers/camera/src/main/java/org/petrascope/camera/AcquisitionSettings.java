package org.petrascope.camera;

/**
 * How lines are to be taken. Samples and bands of a frame follow from the sensor and the binning.
 *
 * @param pixelFormat how DN travel
 * @param exposureUs exposure time in microseconds
 * @param lineRateHz lines per second
 * @param spatialBinning sensor pixels joined to one sample
 * @param spectralBinning sensor rows joined to one band
 * @param trigger what starts a line; with the encoder the rate is the highest that its ticks reach
 * @param gain as the camera's own feature counts it, dB where that follows the standard; 0 for the
 *     least, and where there is none
 */
public record AcquisitionSettings(
    PixelFormat pixelFormat,
    double exposureUs,
    double lineRateHz,
    int spatialBinning,
    int spectralBinning,
    Trigger trigger,
    double gain) {
  public AcquisitionSettings {
    if (!(exposureUs > 0) || !(lineRateHz > 0) || spatialBinning < 1 || spectralBinning < 1) {
      throw new IllegalArgumentException(
          "exposure %s us, line rate %s Hz, binning %d x %d: all must be above zero"
              .formatted(exposureUs, lineRateHz, spatialBinning, spectralBinning));
    }
    if (!(gain >= 0) || Double.isInfinite(gain)) {
      throw new IllegalArgumentException("a gain of %s: it must be 0 or more".formatted(gain));
    }
    if (exposureUs * lineRateHz > 1e6) {
      throw new IllegalArgumentException(
          "an exposure of %.0f us does not fit %.1f lines/s: at most %.0f us do"
              .formatted(exposureUs, lineRateHz, 1e6 / lineRateHz));
    }
  }

  /** With the least gain. */
  public AcquisitionSettings(
      PixelFormat pixelFormat,
      double exposureUs,
      double lineRateHz,
      int spatialBinning,
      int spectralBinning,
      Trigger trigger) {
    this(pixelFormat, exposureUs, lineRateHz, spatialBinning, spectralBinning, trigger, 0);
  }

  /** Lines that the camera starts by itself, with the least gain. */
  public AcquisitionSettings(
      PixelFormat pixelFormat,
      double exposureUs,
      double lineRateHz,
      int spatialBinning,
      int spectralBinning) {
    this(
        pixelFormat, exposureUs, lineRateHz, spatialBinning, spectralBinning, Trigger.FREE_RUNNING);
  }
}
