package org.petrascope.simulator;

/**
 * The physics of the simulated sensor. Signals are in DN of the 12-bit converter, whatever the
 * pixel format; {@link #DEFAULT} resembles a cooled mercury cadmium telluride camera for 1000 to
 * 2500 nm with a peak signal-to-noise ratio of about 900.
 *
 * @param biasDn converter offset
 * @param biasPatternDn standard deviation of the fixed pattern of the offset over pixels
 * @param darkDnPerUs dark current at the reference temperature, for a pixel without thermal excess
 * @param darkPattern relative standard deviation of the dark current over pixels
 * @param darkDoublingC degrees Celsius that double the dark current
 * @param referenceTemperatureC temperature of the dark current above
 * @param temperatureC temperature of the sensor when the camera starts
 * @param readNoiseDn standard deviation of the read noise
 * @param electronsPerDn photo-electrons of one DN: shot noise variance is signal / electronsPerDn
 * @param whiteExposureUs exposure at which the white panel reaches {@code whiteFraction}
 * @param whiteFraction part of full scale that the panel fills there, brightest band, line centre
 * @param edgeFalloff part of the illumination that is missing at the ends of a line
 * @param responsivityPattern relative standard deviation of the responsivity over pixels
 * @param lampK colour temperature of the lamp in kelvin
 * @param seed of the fixed patterns, and of where the bad pixels are
 * @param badPixelShare share of the pixels that each kind of {@link BadPixel} befalls
 * @param endResponse part of the response that the first and the last band have, where the detector
 *     cuts on and off; 1 where it does not within the range
 */
public record SensorParameters(
    double biasDn,
    double biasPatternDn,
    double darkDnPerUs,
    double darkPattern,
    double darkDoublingC,
    double referenceTemperatureC,
    double temperatureC,
    double readNoiseDn,
    double electronsPerDn,
    double whiteExposureUs,
    double whiteFraction,
    double edgeFalloff,
    double responsivityPattern,
    double lampK,
    long seed,
    double badPixelShare,
    double endResponse) {
  /** The kinds share the pixels: more of each would leave no good ones around them. */
  private static final double BAD_PIXEL_SHARE_MAX = 0.05;

  public static final SensorParameters DEFAULT =
      new SensorParameters(
          180, 8, 0.02, 0.1, 8, -73, -73, 1.5, 250, 1500, 0.8, 0.3, 0.01, 3000, 1, 0, 1);

  public SensorParameters {
    if (!(readNoiseDn >= 0) || !(electronsPerDn > 0) || !(whiteExposureUs > 0)) {
      throw new IllegalArgumentException(
          "read noise %s DN, %s electrons per DN, white exposure %s us: none may be negative, the last two not zero"
              .formatted(readNoiseDn, electronsPerDn, whiteExposureUs));
    }
    if (!(whiteFraction > 0 && whiteFraction <= 1) || !(edgeFalloff >= 0 && edgeFalloff < 1)) {
      throw new IllegalArgumentException(
          "white fraction %s and edge fall-off %s must lie between 0 and 1"
              .formatted(whiteFraction, edgeFalloff));
    }
    if (!(badPixelShare >= 0 && badPixelShare <= BAD_PIXEL_SHARE_MAX)) {
      throw new IllegalArgumentException(
          "share of bad pixels of each kind is %s: it must lie between 0 and %s"
              .formatted(badPixelShare, BAD_PIXEL_SHARE_MAX));
    }
    if (!(endResponse > 0 && endResponse <= 1)) {
      throw new IllegalArgumentException(
          "the response of the end bands is %s: it must lie between 0 and 1"
              .formatted(endResponse));
    }
  }

  /** The same sensor without noise: every frame of a still scene is the same. */
  public SensorParameters noiseless() {
    return new SensorParameters(
        biasDn,
        biasPatternDn,
        darkDnPerUs,
        darkPattern,
        darkDoublingC,
        referenceTemperatureC,
        temperatureC,
        0,
        Double.POSITIVE_INFINITY,
        whiteExposureUs,
        whiteFraction,
        edgeFalloff,
        responsivityPattern,
        lampK,
        seed,
        badPixelShare,
        endResponse);
  }

  /** The same sensor with so large a share of the pixels dead, and as many of every other kind. */
  public SensorParameters withBadPixels(double share) {
    return new SensorParameters(
        biasDn,
        biasPatternDn,
        darkDnPerUs,
        darkPattern,
        darkDoublingC,
        referenceTemperatureC,
        temperatureC,
        readNoiseDn,
        electronsPerDn,
        whiteExposureUs,
        whiteFraction,
        edgeFalloff,
        responsivityPattern,
        lampK,
        seed,
        share,
        endResponse);
  }
}
