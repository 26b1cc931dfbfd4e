package org.petrascope.gige;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.petrascope.camera.BandTable;
import org.petrascope.camera.CameraException;

/**
 * What the maker measured of one camera: which part of its frames is good and at which wavelength
 * every band of it lies.
 *
 * @param id of the pack, kept with every scan
 * @param serial of the camera that it is for, or the end of it
 * @param region the good part of the frame; empty for all of it
 * @param tables bands of the region, or of the whole frame with its status rows, by how many sensor
 *     rows are one band
 */
public record CalibrationPack(
    String id,
    String serial,
    Optional<SensorLayout.Region> region,
    SortedMap<Integer, BandTable> tables) {
  private static final int VERSION = 1;

  public CalibrationPack {
    tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
    if (tables.isEmpty() || serial.isBlank()) {
      throw new IllegalArgumentException(
          "it needs a serial number and a table of wavelengths, one of which is missing");
    }
  }

  /** Of a camera in the binning of its factory, which has this region. */
  public CalibrationPack(String id, String serial, SensorLayout.Region region, BandTable bands) {
    this(id, serial, Optional.of(region), new TreeMap<>(Map.of(1, bands)));
    if (region.bands() != bands.bands()) {
      throw new IllegalArgumentException(
          "region has %d bands, the table %d: both must be the same"
              .formatted(region.bands(), bands.bands()));
    }
  }

  /** The bands where so many sensor rows are one from the factory; the finest table if none is. */
  BandTable bands(int spectralBinning) {
    BandTable finest = Objects.requireNonNull(tables.get(tables.firstKey()));
    return tables.getOrDefault(spectralBinning, finest);
  }

  /** Reads the JSON form, version 1; {@code name} says in messages which file it is. */
  public static CalibrationPack read(String name, InputStream json) {
    return ProfileFile.read("calibration pack " + name, json, Form.class, Form::toPack);
  }

  /** The pack in this file: the JSON form, or the maker's own where its name ends in .scp. */
  public static CalibrationPack inFile(Path file) {
    if (SpecimPack.isNameOf(file)) {
      return SpecimPack.read(file);
    }
    try (InputStream json = Files.newInputStream(file)) {
      return read(file.toString(), json);
    } catch (IOException e) {
      throw new CameraException(
          "calibration pack %s cannot be read: name an existing file".formatted(file), e);
    }
  }

  void requireFor(String reportedSerial, GigeAddress address) {
    if (!reportedSerial.endsWith(serial)) {
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
