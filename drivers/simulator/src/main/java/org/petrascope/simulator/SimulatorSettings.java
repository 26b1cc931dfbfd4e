package org.petrascope.simulator;

/**
 * Who the simulated camera is and where it listens.
 *
 * @param address loopback address to bind, such as {@code 127.0.0.1}; the port is always 3956
 * @param dress the make that it passes for
 * @param serial DeviceID, at most 15 bytes
 * @param calibrationPack CalibrationPackID, at most 63 bytes
 * @param faults what goes wrong, and with which seed
 * @param seed of the sensor's noise
 * @param wavelengthShiftNm how much further every band sees than the camera states
 * @param discoverable whether it also answers programs of this machine that call everybody; it then
 *     hears the port of all addresses
 */
public record SimulatorSettings(
    String address,
    Dress dress,
    String serial,
    String calibrationPack,
    FaultPlan faults,
    long seed,
    double wavelengthShiftNm,
    boolean discoverable) {
  public SimulatorSettings {
    checkFits("vendor", dress.vendor(), Register.VENDOR);
    checkFits("model", dress.model(), Register.MODEL);
    checkFits("serial", serial, Register.SERIAL);
    checkFits("calibration pack", calibrationPack, Register.CALIBRATION_PACK);
  }

  /** The default camera at this address, without faults. */
  public static SimulatorSettings at(String address) {
    return new SimulatorSettings(
        address, Dress.PETRASCOPE_SWIR_640, "SIM-0001", "simulated-1", FaultPlan.NONE, 1, 0, false);
  }

  /** The same camera as another make. */
  public SimulatorSettings withDress(Dress newDress) {
    return new SimulatorSettings(
        address, newDress, serial, calibrationPack, faults, seed, wavelengthShiftNm, discoverable);
  }

  public SimulatorSettings withSerial(String newSerial) {
    return new SimulatorSettings(
        address, dress, newSerial, calibrationPack, faults, seed, wavelengthShiftNm, discoverable);
  }

  public SimulatorSettings withFaults(FaultPlan newFaults) {
    return new SimulatorSettings(
        address, dress, serial, calibrationPack, newFaults, seed, wavelengthShiftNm, discoverable);
  }

  public SimulatorSettings withSeed(long newSeed) {
    return new SimulatorSettings(
        address, dress, serial, calibrationPack, faults, newSeed, wavelengthShiftNm, discoverable);
  }

  /** The same camera with wavelengths that drifted since they were calibrated. */
  public SimulatorSettings withWavelengthShiftNm(double newShiftNm) {
    return new SimulatorSettings(
        address, dress, serial, calibrationPack, faults, seed, newShiftNm, discoverable);
  }

  /** The same camera, which also answers programs of this machine that call everybody. */
  public SimulatorSettings withDiscovery() {
    return new SimulatorSettings(
        address, dress, serial, calibrationPack, faults, seed, wavelengthShiftNm, true);
  }

  private static void checkFits(String what, String value, Register register) {
    int bytes = value.getBytes(Register.TEXT).length;
    if (bytes >= register.length()) {
      throw new IllegalArgumentException(
          "%s %s is %d bytes: at most %d fit".formatted(what, value, bytes, register.length() - 1));
    }
  }
}
