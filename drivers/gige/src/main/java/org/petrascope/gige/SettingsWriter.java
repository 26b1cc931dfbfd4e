package org.petrascope.gige;

import org.petrascope.camera.AcquisitionSettings;
import org.petrascope.camera.CameraException;

/** Writes settings to a camera in an order that it accepts and reads them all back. */
final class SettingsWriter {
  /** Cameras round exposure and rate to their own clock. */
  private static final double ROUNDING = 0.01;

  private static final double US_PER_S = 1e6;

  private final AravisDevice device;
  private final CameraProfile.Features names;

  SettingsWriter(AravisDevice device, CameraProfile profile) {
    this.device = device;
    this.names = profile.features();
  }

  void apply(AcquisitionSettings settings) {
    format(settings);
    binning(names.spatialBinning(), settings.spatialBinning());
    binning(names.spectralBinning(), settings.spectralBinning());
    fullFrame("OffsetX", "Width");
    fullFrame("OffsetY", "Height");
    timing(settings);
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

  private void fullFrame(String offset, String size) {
    if (device.has(offset)) {
      device.set(offset, 0L);
    }
    device.set(size, device.integerMax(size));
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
