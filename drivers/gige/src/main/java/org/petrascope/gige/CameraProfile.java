package org.petrascope.gige;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.petrascope.camera.PixelFormat;

/**
 * What a camera model calls its features and what it does not tell by itself. Read from a JSON
 * file; a new model is a new file.
 *
 * @param name the profile's own name, such as {@code specim-fx17e}
 * @param devices the devices it is for; empty if it is only chosen by name
 * @param features names of the features every camera needs
 * @param pixelFormats formats that may be used, as far as the device offers them
 * @param wavelengths where the bands' wavelengths come from
 * @param sensor how frames lie on the sensor
 * @param shutter how the shutter is moved
 * @param stage how a target is brought into view
 * @param trigger how lines are started from outside
 * @param minerals labels of the mineral groups that it can tell by their absorption
 * @param calibrationPack what the maker measured of this very camera
 * @param atOpen integer or boolean (0, 1) features set when the camera is opened, if it has them
 */
public record CameraProfile(
    String name,
    List<Device> devices,
    Features features,
    Set<PixelFormat> pixelFormats,
    WavelengthSource wavelengths,
    SensorLayout sensor,
    ShutterControl shutter,
    StageControl stage,
    TriggerControl trigger,
    List<String> minerals,
    Optional<CalibrationPack> calibrationPack,
    Map<String, Long> atOpen) {
  public CameraProfile {
    devices = List.copyOf(devices);
    pixelFormats = Set.copyOf(pixelFormats);
    minerals = List.copyOf(minerals);
    atOpen = Map.copyOf(atOpen);
  }

  /** The profile of the one camera that this pack is for. */
  public CameraProfile with(CalibrationPack pack) {
    return new CameraProfile(
        name,
        devices,
        features,
        pixelFormats,
        new WavelengthSource.Measured(pack.bands(sensor.spectralBinning())),
        pack.region().map(sensor::with).orElse(sensor),
        shutter,
        stage,
        trigger,
        minerals,
        Optional.of(pack),
        atOpen);
  }

  boolean isFor(String vendor, String model) {
    return devices.stream().anyMatch(device -> device.matches(vendor, model));
  }

  /** A device by the beginnings of the vendor and the model that it reports, in any case. */
  public record Device(String vendor, String model) {
    boolean matches(String reportedVendor, String reportedModel) {
      return startsWith(reportedVendor, vendor) && startsWith(reportedModel, model);
    }

    private static boolean startsWith(String text, String beginning) {
      return text.toLowerCase(Locale.ROOT).startsWith(beginning.toLowerCase(Locale.ROOT));
    }
  }

  /**
   * GenICam names of features. An empty name means that the camera has no such feature.
   *
   * @param lineRateEnable the switch that makes the camera keep the line rate
   * @param gain a float that may be set, in the camera's own unit
   */
  public record Features(
      String exposure,
      String lineRate,
      String lineRateEnable,
      String gain,
      String spatialBinning,
      String spectralBinning,
      String sensorTemperature,
      String deviceTemperature,
      String calibrationPack) {}

  /** How the shutter is moved. */
  public sealed interface ShutterControl {
    /** There is none. */
    record Fixed() implements ShutterControl {}

    /**
     * A motor that runs for one pulse in either direction and does not tell where it is.
     *
     * @param open feature that opens, {@code close} feature that closes
     * @param pulse value written to it
     * @param travel time until it has moved
     */
    record Motor(String open, String close, long pulse, Duration travel)
        implements ShutterControl {}
  }

  /** How lines are started from outside. */
  public sealed interface TriggerControl {
    /** Not at all: the camera only runs freely. */
    record Absent() implements TriggerControl {}

    /**
     * By an input.
     *
     * @param mode feature with the entries {@code On} and {@code Off}
     * @param source feature that chooses the input
     * @param encoder entry of the input to which the encoder is wired
     * @param missed feature that counts triggers which came too early; empty if the camera does not
     *     count them
     */
    record Input(String mode, String source, String encoder, String missed)
        implements TriggerControl {}
  }

  /** How a target is brought into view. */
  public sealed interface StageControl {
    /** Not by the camera. */
    record Absent() implements StageControl {}

    /** By an enumeration feature with one entry for each target. */
    record Selector(String feature, String core, String whitePanel) implements StageControl {}
  }
}
