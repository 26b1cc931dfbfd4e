package org.petrascope.gige;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.petrascope.camera.BandTable;
import org.petrascope.camera.CameraException;

/**
 * What the maker measured of one camera: which part of its frames is good and at which wavelength
 * every band of it lies.
 *
 * @param id of the pack, kept with every scan
 * @param serial of the camera that it is for
 * @param region the good part of the frame
 * @param bands of the region
 */
public record CalibrationPack(
    String id, String serial, SensorLayout.Region region, BandTable bands) {
  private static final int VERSION = 1;

  public CalibrationPack {
    if (region.bands() != bands.bands()) {
      throw new IllegalArgumentException(
          "region has %d bands, the table %d: both must be the same"
              .formatted(region.bands(), bands.bands()));
    }
  }

  /** Reads the JSON form, version 1; {@code name} says in messages which file it is. */
  public static CalibrationPack read(String name, InputStream json) {
    return ProfileFile.read("calibration pack " + name, json, Form.class, Form::toPack);
  }

  /** The pack in this file. */
  public static CalibrationPack inFile(Path file) {
    try (InputStream json = Files.newInputStream(file)) {
      return read(file.toString(), json);
    } catch (IOException e) {
      throw new CameraException(
          "calibration pack %s cannot be read: name an existing file".formatted(file), e);
    }
  }

  void requireFor(String reportedSerial, GigeAddress address) {
    if (!serial.equals(reportedSerial)) {
      throw new CameraException(
          "calibration pack %s is of camera %s, the camera at %s is %s: configure the pack of this camera"
              .formatted(id, serial, address, reportedSerial));
    }
  }

  record Form(
      int version,
      String id,
      String serial,
      SensorLayout.Region region,
      ProfileFile.Table wavelengths) {
    CalibrationPack toPack() {
      ProfileFile.requireVersion(version, VERSION);
      return new CalibrationPack(id, serial, region, wavelengths.toBands());
    }
  }
}
