package org.petrascope.simulator;

import java.util.EnumSet;
import java.util.Set;
import org.petrascope.camera.PixelFormat;

/**
 * The make of camera that the simulated one passes for: what it calls itself and its features, the
 * formats it has and its habits.
 *
 * @param vendor DeviceVendorName, at most 31 bytes
 * @param model DeviceModelName, at most 31 bytes
 * @param names of its features
 * @param pixelFormats entries of its PixelFormat
 * @param habits in which makes differ
 */
public record Dress(
    String vendor, String model, Names names, Set<PixelFormat> pixelFormats, Habits habits) {
  private static final String SPECIM = "Specim";

  /** Petrascope's own: it tells its wavelengths and moves the stage, and needs no switch. */
  public static final Dress PETRASCOPE_SWIR_640 =
      new Dress(
          "Petrascope",
          "SWIR-640 simulated",
          new Names(
              Names.EXPOSURE,
              Names.LINE_RATE,
              "EnAcquisitionFrameRate",
              "SensorTemperature",
              "DeviceTemperature",
              "MotorShutter_PulseRev",
              "MotorShutter_PulseFwd",
              "TriggerMissedCount"),
          EnumSet.allOf(PixelFormat.class),
          new Habits(1, false, false, true));

  /** Two sensor rows are one band from the factory; there is no Mono16. */
  public static final Dress SPECIM_FX10E =
      new Dress(
          SPECIM,
          "FX10e",
          Names.SPECIM,
          EnumSet.of(PixelFormat.MONO8, PixelFormat.MONO12, PixelFormat.MONO12_PACKED),
          new Habits(2, true, true, false));

  public static final Dress SPECIM_FX17E =
      new Dress(
          SPECIM,
          "FX17e",
          Names.SPECIM,
          EnumSet.of(
              PixelFormat.MONO8, PixelFormat.MONO12, PixelFormat.MONO12_PACKED, PixelFormat.MONO16),
          new Habits(1, true, true, false));

  /** A camera that follows the standard's names and has nothing of its own. */
  public static final Dress GENERIC_SWIR =
      new Dress(
          "Generic",
          "SWIR 1000-2500",
          new Names(
              Names.EXPOSURE,
              Names.LINE_RATE,
              "AcquisitionFrameRateEnable",
              "",
              "DeviceTemperature",
              "",
              "",
              "",
              "Gain"),
          EnumSet.allOf(PixelFormat.class),
          new Habits(1, false, true, false));

  public Dress {
    pixelFormats = Set.copyOf(pixelFormats);
    if (pixelFormats.isEmpty()) {
      throw new IllegalArgumentException(
          "the %s %s has no pixel format: at least one is needed".formatted(vendor, model));
    }
  }

  /** The format that it has when it is switched on. */
  PixelFormat firstFormat() {
    return pixelFormats.contains(PixelFormat.MONO12_PACKED)
        ? PixelFormat.MONO12_PACKED
        : pixelFormats.stream().min(PixelFormat::compareTo).orElseThrow();
  }

  /**
   * Names of the features in which makes differ; the others have the names of the standard. Without
   * a name the camera has no such feature.
   *
   * @param exposure time in us
   * @param lineRate in Hz
   * @param lineRateEnable switch without which the line rate has no effect
   * @param triggersMissed counts triggers that came too early for a frame
   * @param shutterOpen moves the motor of the shutter for a pulse, {@code shutterClose} back
   * @param gain amplification in dB
   */
  public record Names(
      String exposure,
      String lineRate,
      String lineRateEnable,
      String sensorTemperature,
      String deviceTemperature,
      String shutterOpen,
      String shutterClose,
      String triggersMissed,
      String gain) {
    static final String EXPOSURE = "ExposureTime";
    static final String LINE_RATE = "AcquisitionFrameRate";

    /** Of a make whose gain cannot be set. */
    public Names(
        String exposure,
        String lineRate,
        String lineRateEnable,
        String sensorTemperature,
        String deviceTemperature,
        String shutterOpen,
        String shutterClose,
        String triggersMissed) {
      this(
          exposure,
          lineRate,
          lineRateEnable,
          sensorTemperature,
          deviceTemperature,
          shutterOpen,
          shutterClose,
          triggersMissed,
          "");
    }

    static final Names SPECIM =
        new Names(
            EXPOSURE,
            LINE_RATE,
            "EnAcquisitionFrameRate",
            "",
            "Temperature_FPGA",
            "MotorShutter_PulseRev",
            "MotorShutter_PulseFwd",
            "");
  }

  /**
   * @param spectralBinning that it has when it is switched on
   * @param statusLine whether the last row of a frame holds what the camera says of itself
   * @param rateSwitchedOff whether the line rate is free until the switch is set; written before
   *     that, it is refused
   * @param tellsAll whether it tells its wavelengths and its calibration pack, and moves the stage
   */
  public record Habits(
      int spectralBinning, boolean statusLine, boolean rateSwitchedOff, boolean tellsAll) {}
}
