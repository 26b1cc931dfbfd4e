package org.petrascope.gige;

import java.util.List;

/** Profiles that leave out what a make of camera needs. */
final class ProfileQuirks {
  private ProfileQuirks() {}

  static CameraProfile with(
      CameraProfile profile, SensorLayout sensor, List<CameraProfile.Device> devices) {
    return new CameraProfile(
        profile.name(),
        devices,
        profile.features(),
        profile.pixelFormats(),
        profile.wavelengths(),
        sensor,
        profile.shutter(),
        profile.stage(),
        profile.trigger(),
        profile.minerals(),
        profile.calibrationPack(),
        profile.atOpen());
  }

  /** As if the last row were a band like the others. */
  static CameraProfile withoutStatusRow(CameraProfile profile) {
    SensorLayout sensor = profile.sensor();
    return with(
        profile,
        new SensorLayout(
            sensor.spatialBinning(),
            sensor.spectralBinning(),
            0,
            sensor.saturation(),
            sensor.region()),
        profile.devices());
  }

  /** As if every sensor row were a band. */
  static CameraProfile withoutFactoryBinning(CameraProfile profile) {
    SensorLayout sensor = profile.sensor();
    return with(
        profile,
        new SensorLayout(1, 1, sensor.statusRows(), sensor.saturation(), sensor.region()),
        profile.devices());
  }

  /** As if the line rate needed no switch. */
  static CameraProfile withoutRateSwitch(CameraProfile profile) {
    CameraProfile.Features names = profile.features();
    return new CameraProfile(
        profile.name(),
        profile.devices(),
        new CameraProfile.Features(
            names.exposure(),
            names.lineRate(),
            "",
            names.gain(),
            names.spatialBinning(),
            names.spectralBinning(),
            names.sensorTemperature(),
            names.deviceTemperature(),
            names.calibrationPack()),
        profile.pixelFormats(),
        profile.wavelengths(),
        profile.sensor(),
        profile.shutter(),
        profile.stage(),
        profile.trigger(),
        profile.minerals(),
        profile.calibrationPack(),
        profile.atOpen());
  }
}
