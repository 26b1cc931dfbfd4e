package org.petrascope.gige;

import java.util.Optional;

/**
 * How the frames of a camera lie on its sensor.
 *
 * @param spatialBinning sensor pixels that are one sample from the factory
 * @param spectralBinning sensor rows that are one band from the factory
 * @param statusRows last rows of every frame in which the camera tells of itself, over the image
 * @param saturation part of a pixel format's full scale at which the sensor says no more
 * @param region the part of the frame that the maker's calibration pack is for; empty for all of it
 */
public record SensorLayout(
    int spatialBinning,
    int spectralBinning,
    int statusRows,
    double saturation,
    Optional<Region> region) {
  public SensorLayout {
    if (spatialBinning < 1 || spectralBinning < 1 || statusRows < 0) {
      throw new IllegalArgumentException(
          "sensor has binning %d x %d and %d status rows: binning is 1 or more, status rows 0 or more"
              .formatted(spatialBinning, spectralBinning, statusRows));
    }
    if (!(saturation > 0 && saturation <= 1)) {
      throw new IllegalArgumentException(
          "saturation is %s: it is the part of full scale, above 0 and not above 1"
              .formatted(saturation));
    }
  }

  SensorLayout with(Region newRegion) {
    return new SensorLayout(
        spatialBinning, spectralBinning, statusRows, saturation, Optional.of(newRegion));
  }

  /**
   * The part that counts of a frame of this size; as large as the region where there is one.
   *
   * @param samples of a frame with the binning of the factory
   * @param rows of such a frame, status rows included
   */
  Region used(int samples, int rows) {
    return region.orElseGet(() -> new Region(0, samples, 0, rows - statusRows));
  }

  /**
   * A part of a frame, in samples and bands of the factory's binning.
   *
   * @param firstSample counted from 0
   * @param firstBand counted from 0
   */
  public record Region(int firstSample, int samples, int firstBand, int bands) {
    public Region {
      if (firstSample < 0 || samples < 1 || firstBand < 0 || bands < 1) {
        throw new IllegalArgumentException(
            "region has %d samples from %d and %d bands from %d: it needs one of each, from 0 on"
                .formatted(samples, firstSample, bands, firstBand));
      }
    }
  }
}
