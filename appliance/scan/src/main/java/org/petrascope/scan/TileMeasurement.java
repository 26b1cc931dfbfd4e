package org.petrascope.scan;

import java.util.BitSet;
import org.petrascope.camera.Camera;
import org.petrascope.camera.PixelFormat;
import org.petrascope.formats.DiskSpace;
import org.petrascope.spectral.AcquisitionConditions;
import org.petrascope.spectral.Calibration;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.Panel;
import org.petrascope.spectral.RawCube;
import org.petrascope.spectral.ReflectanceCube;
import org.petrascope.spectral.ScanId;
import org.petrascope.spectral.Spectrum;
import org.petrascope.spectral.WavelengthCheck;
import org.petrascope.spectral.WavelengthShift;
import org.petrascope.store.ReferencePair;
import org.petrascope.store.WavelengthRecord;

/**
 * Measures the wavelength tile that lies where core does, and keeps the shift when it is one. For
 * one thread at a time.
 */
final class TileMeasurement {
  /** More clipped pixels than this share are too bright. */
  private static final double SATURATED_MAX = 0.01;

  private static final long ROW_BYTES = 1 << 16;

  private final StationSettings settings;
  private final Surroundings around;
  private final Preparation preparation;

  TileMeasurement(StationSettings settings, Surroundings around, Preparation preparation) {
    this.settings = settings;
    this.around = around;
    this.preparation = preparation;
  }

  WavelengthRecord take(Camera camera, SensorView view, PixelFormat format) {
    Panel tile =
        settings
            .wavelength()
            .tile()
            .orElseThrow(
                () ->
                    new ScanException(
                        "station %s has no wavelength tile: name its certificate as tile in the configuration"
                            .formatted(settings.id())));
    WavelengthCheck check = WavelengthCheck.of(tile, view.wavelengths());
    DiskSpace.require("the wavelength check", ROW_BYTES, around.store().root());
    AcquisitionConditions how =
        preparation.conditions(view, camera.telemetry().sensorTemperatureC());
    ReferencePair pair = preparation.fresh(view, how.temperatureC());
    Calibration calibration = preparation.calibration(pair, view.wavelengths(), how);
    RawCube lines = new ReferenceCapture(camera, view.line(), format).tile();
    requireUnsaturated(calibration.saturated(lines), lines.shape(), tile);
    WavelengthShift shift = check.measure(middle(calibration.reflectance(lines)));
    WavelengthRecord record =
        new WavelengthRecord(
            "wavelength-" + ScanId.next(around.clock(), around.random()),
            around.clock().instant(),
            view.sensor(),
            tile.name(),
            pair.dark().id(),
            pair.white().id(),
            shift);
    around.store().wavelengthChecks().add(record);
    return record;
  }

  private static void requireUnsaturated(BitSet saturated, CubeShape shape, Panel tile) {
    double share = (double) saturated.cardinality() / shape.lines() / shape.samples();
    if (share > SATURATED_MAX) {
      throw new ScanException(
          "tile %s is too bright (%.0f %% of its pixels at the limit): shorten the exposure, take dark and white again, then measure the tile"
              .formatted(tile.name(), 100 * share));
    }
  }

  /** Mean reflectance of the middle half of the line, which a tile covers that lies in place. */
  private static Spectrum middle(ReflectanceCube cube) {
    CubeShape shape = cube.shape();
    double[] sums = new double[shape.bands()];
    int[] counts = new int[shape.bands()];
    for (int line = 0; line < shape.lines(); line++) {
      for (int sample = shape.samples() / 4; sample < (3 * shape.samples() + 3) / 4; sample++) {
        int offset = cube.offset(line, sample);
        for (int band = 0; band < sums.length; band++) {
          float value = cube.bip()[offset + band];
          if (Float.isFinite(value)) {
            sums[band] += value;
            counts[band]++;
          }
        }
      }
    }
    float[] mean = new float[sums.length];
    for (int band = 0; band < mean.length; band++) {
      mean[band] = (float) (sums[band] / counts[band]);
    }
    return new Spectrum(mean);
  }
}
