package org.petrascope.gige;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.petrascope.camera.Capabilities;
import org.petrascope.camera.Identity;
import org.petrascope.camera.Limits;
import org.petrascope.camera.PixelFormat;
import org.petrascope.gige.CameraProfile.ShutterControl;
import org.petrascope.gige.CameraProfile.StageControl;
import org.petrascope.gige.CameraProfile.TriggerControl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is asked of a camera once, when it is opened. Used by the opening thread. */
final class CameraOpening {
  private static final Logger LOG = LoggerFactory.getLogger(CameraOpening.class);

  private final AravisDevice device;
  private final CameraProfile profile;

  CameraOpening(AravisDevice device, CameraProfile profile) {
    this.device = device;
    this.profile = profile;
  }

  /** Who the camera is; its calibration pack must be its own. */
  Identity identity() {
    String serial = device.firstText(List.of("DeviceSerialNumber", "DeviceID"));
    profile.calibrationPack().ifPresent(pack -> pack.requireFor(serial, device.address()));
    return new Identity(
        device.text("DeviceVendorName"),
        device.text("DeviceModelName"),
        serial,
        device.firstText(List.of("DeviceFirmwareVersion", "DeviceVersion")),
        profile
            .calibrationPack()
            .map(CalibrationPack::id)
            .orElseGet(() -> device.firstText(List.of(profile.features().calibrationPack()))));
  }

  /** Sets what the profile wants set and lets the camera show its whole frame. */
  void prepare() {
    if (device.has("TLParamsLocked")) {
      // A program that ended while it streamed leaves the frame's size locked.
      device.set("TLParamsLocked", 0);
    }
    for (Map.Entry<String, Long> setting : profile.atOpen().entrySet()) {
      if (device.has(setting.getKey())) {
        device.set(setting.getKey(), setting.getValue());
      } else {
        LOG.info(
            "camera {} has no {}: profile {} sets it in vain",
            device.address(),
            setting.getKey(),
            profile.name());
      }
    }
    if (profile.wavelengths() instanceof WavelengthSource.Nominal) {
      LOG.warn(
          "camera {}: wavelengths are the maker's nominal range, not this camera's calibration",
          device.address());
    }
    new SettingsWriter(device, profile).wholeFrame(1, 1);
  }

  /** What the camera can do, of the whole frame that it shows now. */
  Capabilities capabilities() {
    CameraProfile.Features names = profile.features();
    Set<PixelFormat> formats =
        profile.pixelFormats().stream()
            .filter(format -> device.offers("PixelFormat", format.genicamName()))
            .collect(Collectors.toUnmodifiableSet());
    int rows = Math.toIntExact(device.integer("Height"));
    SensorLayout.Region used =
        profile.sensor().used(Math.toIntExact(device.integer("Width")), rows);
    return new Capabilities(
        used.samples(),
        profile.wavelengths().bands(device, rows, used),
        formats,
        device.limits(names.exposure()),
        lineRateLimits(names),
        profile.shutter() instanceof ShutterControl.Motor,
        profile.stage() instanceof StageControl.Selector,
        profile.trigger() instanceof TriggerControl.Input,
        profile.sensor().saturation(),
        device.has(names.gain()) ? device.limits(names.gain()) : Capabilities.NO_GAIN);
  }

  /**
   * The permitted line rate falls as the exposure rises: the widest range is that of the shortest.
   */
  private Limits lineRateLimits(CameraProfile.Features names) {
    double exposureUs = device.real(names.exposure());
    device.set(names.exposure(), device.limits(names.exposure()).min());
    Limits widest = device.limits(names.lineRate());
    device.set(names.exposure(), exposureUs);
    return widest;
  }
}
