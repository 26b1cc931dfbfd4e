package org.petrascope.gige;

import org.petrascope.camera.AcquisitionSettings;
import org.petrascope.camera.CameraException;
import org.petrascope.camera.Capabilities;
import org.petrascope.camera.Limits;
import org.petrascope.camera.Trigger;
import org.petrascope.gige.CameraProfile.TriggerControl;
import org.petrascope.gige.SensorLayout.Region;

/** Writes settings to a camera in an order that it accepts and reads them all back. */
final class SettingsWriter {
  /** Cameras round exposure and rate to their own clock. */
  private static final double ROUNDING = 0.01;

  /** Cameras round the gain to steps of a tenth of their unit or less. */
  private static final double GAIN_ROUNDING = 0.06;

  private static final double US_PER_S = 1e6;

  private final AravisDevice device;
  private final CameraProfile.Features names;
  private final SensorLayout layout;
  private final TriggerControl trigger;

  SettingsWriter(AravisDevice device, CameraProfile profile) {
    this.device = device;
    this.names = profile.features();
    this.layout = profile.sensor();
    this.trigger = profile.trigger();
  }

  void apply(AcquisitionSettings settings, Capabilities capabilities) {
    format(settings);
    wholeFrame(settings.spatialBinning(), settings.spectralBinning());
    part(settings, capabilities);
    timing(settings);
    amplify(settings.gain(), capabilities.gain());
    start(settings.trigger());
  }

  /** All the sensor gives with so many of the factory's samples and bands joined. */
  void wholeFrame(int spatialBinning, int spectralBinning) {
    binning(names.spatialBinning(), layout.spatialBinning() * spatialBinning);
    binning(names.spectralBinning(), layout.spectralBinning() * spectralBinning);
    toOrigin("OffsetX");
    toOrigin("OffsetY");
    device.set("Width", device.integerMax("Width"));
    device.set("Height", device.integerMax("Height"));
  }

  /** The part that counts; status rows are asked for behind it, so that they overwrite no band. */
  private void part(AcquisitionSettings settings, Capabilities capabilities) {
    int spatial = settings.spatialBinning();
    int spectral = settings.spectralBinning();
    Region region =
        layout
            .region()
            .orElseGet(
                () -> new Region(0, capabilities.samplesMax(), 0, capabilities.bands().bands()));
    axis("OffsetX", "Width", region.firstSample() / spatial, region.samples() / spatial);
    int rows = region.bands() / spectral + layout.statusRows();
    axis("OffsetY", "Height", region.firstBand() / spectral, rows);
  }

  /** Sets where the frame begins on an axis and how long it is there. */
  private void axis(String offset, String size, long first, long count) {
    toOrigin(offset); // Where it is not 0, some cameras state a smaller largest size.
    if (first + count > device.integerMax(size)) {
      throw new IllegalArgumentException(
          "camera %s gives a %s of %d, but %d are wanted from %d on: use another binning or the calibration pack of this camera"
              .formatted(device.address(), size, device.integerMax(size), count, first));
    }
    device.set(size, count);
    if (first > 0) {
      device.set(offset, first);
    }
  }

  private void toOrigin(String offset) {
    if (device.has(offset)) {
      device.set(offset, 0L);
    }
  }

  private void format(AcquisitionSettings settings) {
    String wanted = settings.pixelFormat().genicamName();
    device.set("PixelFormat", wanted);
    String set = device.text("PixelFormat");
    if (!set.equals(wanted)) {
      throw notKept("PixelFormat", wanted, set);
    }
  }

  private void binning(String feature, int factor) {
    if (device.has(feature)) {
      device.set(feature, factor);
      long set = device.integer(feature);
      if (set != factor) {
        throw notKept(feature, factor, set);
      }
    } else if (factor != 1) {
      throw new IllegalArgumentException(
          "binning %d is not possible: camera %s has no binning in this direction, use 1"
              .formatted(factor, device.address()));
    }
  }

  /** A long exposure needs a low rate first; a high rate needs a short exposure first. */
  private void timing(AcquisitionSettings settings) {
    if (device.has(names.lineRateEnable())) {
      device.set(names.lineRateEnable(), true);
    }
    boolean rateFirst = settings.exposureUs() * device.real(names.lineRate()) > US_PER_S;
    if (rateFirst) {
      device.set(names.lineRate(), settings.lineRateHz());
    }
    device.set(names.exposure(), settings.exposureUs());
    if (!rateFirst) {
      device.set(names.lineRate(), settings.lineRateHz());
    }
    requireKept(names.exposure(), settings.exposureUs());
    requireKept(names.lineRate(), settings.lineRateHz());
  }

  /** Sets the gain where there is one, also back to the least that another program raised. */
  private void amplify(double wanted, Limits limits) {
    if (device.has(names.gain())) {
      double least = Math.max(wanted, limits.min());
      device.set(names.gain(), least);
      double set = device.real(names.gain());
      if (Math.abs(set - least) > GAIN_ROUNDING) {
        throw notKept(names.gain(), least, set);
      }
    }
  }

  private void start(Trigger wanted) {
    switch (trigger) {
      case TriggerControl.Input input -> {
        device.set(input.source(), input.encoder());
        device.set(input.mode(), wanted == Trigger.ENCODER ? "On" : "Off");
      }
      case TriggerControl.Absent _ -> {}
    }
  }

  private void requireKept(String feature, double wanted) {
    double set = device.real(feature);
    if (Math.abs(set - wanted) > ROUNDING * wanted) {
      throw notKept(feature, wanted, set);
    }
  }

  private CameraException notKept(String feature, Object wanted, Object set) {
    return new CameraException(
        "camera %s: %s was set to %s but reads %s: choose a value that the camera can keep"
            .formatted(device.address(), feature, wanted, set));
  }
}
