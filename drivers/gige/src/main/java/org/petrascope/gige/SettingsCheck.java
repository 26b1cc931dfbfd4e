package org.petrascope.gige;

import java.util.stream.Collectors;
import org.petrascope.camera.AcquisitionSettings;
import org.petrascope.camera.Capabilities;
import org.petrascope.camera.Limits;
import org.petrascope.camera.PixelFormat;
import org.petrascope.camera.Trigger;

/** Holds settings against what a camera can do, before anything is written to it. */
final class SettingsCheck {
  private SettingsCheck() {}

  static void require(AcquisitionSettings settings, Capabilities capabilities) {
    if (!capabilities.pixelFormats().contains(settings.pixelFormat())) {
      throw new IllegalArgumentException(
          "pixel format %s is not offered by this camera: use one of %s"
              .formatted(
                  settings.pixelFormat().genicamName(),
                  capabilities.pixelFormats().stream()
                      .map(PixelFormat::genicamName)
                      .sorted()
                      .collect(Collectors.joining(", "))));
    }
    if (settings.trigger() == Trigger.ENCODER && !capabilities.encoder()) {
      throw new IllegalArgumentException(
          "this camera has no input for an encoder: use trigger free_running");
    }
    if (settings.gain() != 0 && capabilities.gain().equals(Capabilities.NO_GAIN)) {
      throw new IllegalArgumentException(
          "gain is %s, but this camera has none to set: leave it out".formatted(settings.gain()));
    }
    if (settings.gain() != 0) {
      require("gain", settings.gain(), "", capabilities.gain());
    }
    require("exposure", settings.exposureUs(), "us", capabilities.exposureUs());
    require("line rate", settings.lineRateHz(), "lines/s", capabilities.lineRateHz());
  }

  private static void require(String what, double value, String unit, Limits limits) {
    if (!limits.contains(value)) {
      throw new IllegalArgumentException(
          "%s %s is out of range: this camera takes %s"
              .formatted(
                  what,
                  (value + " " + unit).strip(),
                  (limits.min() + " to " + limits.max() + " " + unit).strip()));
    }
  }
}
