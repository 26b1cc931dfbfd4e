package org.petrascope.scan;

import java.util.Optional;
import org.petrascope.camera.AcquisitionSettings;

/**
 * How a station takes lines: as it is configured, and where it can go back over core that
 * saturated, shorter.
 */
record Exposures(AcquisitionSettings usual, Optional<AcquisitionSettings> shorter) {
  static Exposures of(StationSettings settings, Optional<StationStage> stage) {
    AcquisitionSettings usual = settings.acquisition();
    return new Exposures(
        usual,
        stage
            .map(moving -> moving.settings().saturation())
            .filter(SaturationLimits::heals)
            .map(limits -> with(usual, limits.exposurePart() * usual.exposureUs())));
  }

  /** Whole microseconds, so that references of then and now have the same. */
  private static AcquisitionSettings with(AcquisitionSettings usual, double exposureUs) {
    return new AcquisitionSettings(
        usual.pixelFormat(),
        (double) Math.max(1, Math.round(exposureUs)),
        usual.lineRateHz(),
        usual.spatialBinning(),
        usual.spectralBinning(),
        usual.trigger());
  }
}
