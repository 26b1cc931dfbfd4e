package org.petrascope.simulator;

/**
 * Who the simulated camera is and where it listens.
 *
 * @param address loopback address to bind, such as {@code 127.0.0.1}; the port is always 3956
 * @param vendor DeviceVendorName, at most 31 bytes
 * @param model DeviceModelName, at most 31 bytes
 * @param serial DeviceID, at most 15 bytes
 * @param calibrationPack CalibrationPackID, at most 63 bytes
 * @param faults what goes wrong, and with which seed
 * @param seed of the sensor's noise
 * @param wavelengthShiftNm how much further every band sees than the camera states
 */
public record SimulatorSettings(
    String address,
    String vendor,
    String model,
    String serial,
    String calibrationPack,
    FaultPlan faults,
    long seed,
    double wavelengthShiftNm) {
  public static final String DEFAULT_VENDOR = "Petrascope";
  public static final String DEFAULT_MODEL = "SWIR-640 simulated";

  public SimulatorSettings {
    checkFits("vendor", vendor, Register.VENDOR);
    checkFits("model", model, Register.MODEL);
    checkFits("serial", serial, Register.SERIAL);
    checkFits("calibration pack", calibrationPack, Register.CALIBRATION_PACK);
  }

  /** The default camera at this address, without faults. */
  public static SimulatorSettings at(String address) {
    return new SimulatorSettings(
        address, DEFAULT_VENDOR, DEFAULT_MODEL, "SIM-0001", "simulated-1", FaultPlan.NONE, 1, 0);
  }

  public SimulatorSettings withSerial(String newSerial) {
    return new SimulatorSettings(
        address, vendor, model, newSerial, calibrationPack, faults, seed, wavelengthShiftNm);
  }

  public SimulatorSettings withFaults(FaultPlan newFaults) {
    return new SimulatorSettings(
        address, vendor, model, serial, calibrationPack, newFaults, seed, wavelengthShiftNm);
  }

  public SimulatorSettings withSeed(long newSeed) {
    return new SimulatorSettings(
        address, vendor, model, serial, calibrationPack, faults, newSeed, wavelengthShiftNm);
  }

  /** The same camera with wavelengths that drifted since they were calibrated. */
  public SimulatorSettings withWavelengthShiftNm(double newShiftNm) {
    return new SimulatorSettings(
        address, vendor, model, serial, calibrationPack, faults, seed, newShiftNm);
  }

  private static void checkFits(String what, String value, Register register) {
    int bytes = value.getBytes(Register.TEXT).length;
    if (bytes >= register.length()) {
      throw new IllegalArgumentException(
          "%s %s is %d bytes: at most %d fit".formatted(what, value, bytes, register.length() - 1));
    }
  }
}
