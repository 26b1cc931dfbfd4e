package org.petrascope.simulator;

import java.util.Optional;
import org.petrascope.camera.BandTable;
import org.petrascope.camera.PixelFormat;

/**
 * The registers that say what a frame is and how it is exposed: their defaults, limits and how they
 * depend on each other. Used by the control thread alone.
 */
final class Imaging {
  static final double EXPOSURE_MIN_US = 10;
  static final double EXPOSURE_MAX_US = 1_000_000;
  static final double GAIN_MAX_DB = 24;
  static final double FRAME_RATE_MIN_HZ = 0.5;
  static final double FRAME_RATE_MAX_HZ = 1000;
  static final int BINNING_MAX = 8;
  static final int STAGE_CORE = 0;
  static final int STAGE_WHITE_PANEL = 1;

  private static final double EXPOSURE_DEFAULT_US = 1500;
  private static final double FRAME_RATE_DEFAULT_HZ = 100;
  private static final double US_PER_SECOND = 1e6;
  private static final double NS_PER_SECOND = 1e9;
  private static final double ELECTRONICS_TEMPERATURE_C = 38.5;

  private final RegisterMap registers;
  private final SensorModel sensor;
  private final BandTable statedBands;
  private final Dress dress;
  private boolean shutterClosed;

  /**
   * @param statedBands what the calibration pack says of the sensor's bands
   */
  Imaging(RegisterMap registers, SensorModel sensor, BandTable statedBands, Dress dress) {
    this.registers = registers;
    this.sensor = sensor;
    this.statedBands = statedBands;
    this.dress = dress;
    registers.set(Register.SENSOR_WIDTH, sensor.samples());
    registers.set(Register.SENSOR_HEIGHT, sensor.bands().bands());
    registers.set(Register.BINNING_X, 1);
    registers.set(Register.BINNING_Y, dress.habits().spectralBinning());
    registers.set(Register.PIXEL_FORMAT, dress.firstFormat().code());
    registers.set(Register.FRAME_RATE_ENABLE, dress.habits().rateSwitchedOff() ? 0 : 1);
    registers.set(Register.EXPOSURE_US, EXPOSURE_DEFAULT_US);
    registers.set(Register.FRAME_RATE_HZ, FRAME_RATE_DEFAULT_HZ);
    registers.set(Register.STAGE_TARGET, STAGE_CORE);
    registers.set(Register.SENSOR_TEMPERATURE_C, sensor.parameters().temperatureC());
    registers.set(Register.DEVICE_TEMPERATURE_C, ELECTRONICS_TEMPERATURE_C);
    fitToBinning();
    derive();
  }

  /** Size and packing of a frame as the registers have it. */
  FrameFormat frameFormat() {
    return new FrameFormat(
        pixelFormat(registers.integer(Register.PIXEL_FORMAT)).orElseThrow(),
        new Region(
            sensor.samples(),
            sensor.bands().bands(),
            registers.integer(Register.OFFSET_X),
            registers.integer(Register.OFFSET_Y),
            registers.integer(Register.WIDTH),
            registers.integer(Register.HEIGHT),
            registers.integer(Register.BINNING_X),
            registers.integer(Register.BINNING_Y)),
        dress.habits().statusLine());
  }

  /** What the sensor looks at as the registers have it. */
  View view() {
    View.Source inView =
        registers.integer(Register.STAGE_TARGET) == STAGE_CORE
            ? View.Source.CORE
            : View.Source.WHITE_PANEL;
    return new View(
        registers.real(Register.EXPOSURE_US),
        registers.real(Register.SENSOR_TEMPERATURE_C),
        registers.real(Register.GAIN_DB),
        shutterClosed ? View.Source.SHUTTER : inView);
  }

  /** Time between two frames: that of the rate, or the shortest where the rate is switched off. */
  long linePeriodNs() {
    boolean limited = registers.integer(Register.FRAME_RATE_ENABLE) == 1;
    double rateHz = limited ? registers.real(Register.FRAME_RATE_HZ) : frameRateMaxHz();
    return Math.round(NS_PER_SECOND / rateHz);
  }

  /** What the sensor looks at, how often and what starts a frame. */
  StreamSender.Gaze gaze() {
    return new StreamSender.Gaze(
        view(), linePeriodNs(), registers.integer(Register.TRIGGER_MODE) == 1);
  }

  void moveShutter(boolean close) {
    shutterClosed = close;
  }

  /** Sets the exposure time; a longer one lowers a rate that it no longer permits. */
  Gvcp.Status expose(double exposureUs) {
    if (!(exposureUs >= EXPOSURE_MIN_US && exposureUs <= EXPOSURE_MAX_US)) {
      return Gvcp.Status.INVALID_PARAMETER;
    }
    registers.set(Register.EXPOSURE_US, exposureUs);
    derive();
    registers.set(
        Register.FRAME_RATE_HZ, Math.min(registers.real(Register.FRAME_RATE_HZ), frameRateMaxHz()));
    return Gvcp.Status.SUCCESS;
  }

  /** Sets the amplification before the converter. */
  Gvcp.Status amplify(double gainDb) {
    if (!(gainDb >= 0 && gainDb <= GAIN_MAX_DB)) {
      return Gvcp.Status.INVALID_PARAMETER;
    }
    registers.set(Register.GAIN_DB, gainDb);
    return Gvcp.Status.SUCCESS;
  }

  /**
   * Sets the frame rate; one that the exposure does not permit is refused, and every one where the
   * rate must be switched on first.
   */
  Gvcp.Status pace(double rateHz) {
    if (dress.habits().rateSwitchedOff() && registers.integer(Register.FRAME_RATE_ENABLE) == 0) {
      return Gvcp.Status.ACCESS_DENIED;
    }
    if (!(rateHz >= FRAME_RATE_MIN_HZ && rateHz <= frameRateMaxHz())) {
      return Gvcp.Status.INVALID_PARAMETER;
    }
    registers.set(Register.FRAME_RATE_HZ, rateHz);
    return Gvcp.Status.SUCCESS;
  }

  /** Writes one of the registers that shape a frame, and what depends on it. */
  Gvcp.Status shape(Register register, int value) {
    if (!isPossible(register, value)) {
      return Gvcp.Status.INVALID_PARAMETER;
    }
    registers.set(register, value);
    switch (register) {
      case BINNING_X, BINNING_Y -> fitToBinning();
      case OFFSET_X -> shrink(Register.WIDTH, Register.WIDTH_MAX, value);
      case OFFSET_Y -> shrink(Register.HEIGHT, Register.HEIGHT_MAX, value);
      default -> {}
    }
    derive();
    return Gvcp.Status.SUCCESS;
  }

  private boolean isPossible(Register register, int value) {
    return switch (register) {
      case BINNING_X -> value >= 1 && value <= Math.min(BINNING_MAX, sensor.samples());
      case BINNING_Y -> value >= 1 && value <= Math.min(BINNING_MAX, sensor.bands().bands());
      case WIDTH -> fits(value, Register.OFFSET_X, Register.WIDTH_MAX);
      case HEIGHT -> fits(value, Register.OFFSET_Y, Register.HEIGHT_MAX);
      case OFFSET_X -> value >= 0 && value < registers.integer(Register.WIDTH_MAX);
      case OFFSET_Y -> value >= 0 && value < registers.integer(Register.HEIGHT_MAX);
      case PIXEL_FORMAT -> pixelFormat(value).isPresent();
      default -> false;
    };
  }

  private boolean fits(int size, Register offset, Register max) {
    return size >= 1 && size <= registers.integer(max) - registers.integer(offset);
  }

  private void shrink(Register size, Register max, int offset) {
    registers.set(size, Math.min(registers.integer(size), registers.integer(max) - offset));
  }

  /** New binning: the whole sensor is the region again and the bands are joined anew. */
  private void fitToBinning() {
    int width = sensor.samples() / registers.integer(Register.BINNING_X);
    int height = sensor.bands().bands() / registers.integer(Register.BINNING_Y);
    registers.set(Register.WIDTH_MAX, width);
    registers.set(Register.WIDTH, width);
    registers.set(Register.OFFSET_X, 0);
    registers.set(Register.HEIGHT_MAX, height);
    registers.set(Register.HEIGHT, height);
    registers.set(Register.OFFSET_Y, 0);
    BandTable bands = Region.binned(statedBands, registers.integer(Register.BINNING_Y));
    registers.set(Register.WAVELENGTH_COUNT, bands.bands());
    registers.set(Register.WAVELENGTH_INDEX, 0);
    registers.set(Register.WAVELENGTHS_NM, bands.centresNm());
    registers.set(Register.FWHMS_NM, bands.fwhmsNm());
  }

  private void derive() {
    registers.set(Register.FRAME_RATE_MAX_HZ, frameRateMaxHz());
    registers.set(Register.PAYLOAD_SIZE, frameFormat().bytes());
  }

  private double frameRateMaxHz() {
    return Math.min(FRAME_RATE_MAX_HZ, US_PER_SECOND / registers.real(Register.EXPOSURE_US));
  }

  private Optional<PixelFormat> pixelFormat(int code) {
    for (PixelFormat format : dress.pixelFormats()) {
      if (format.code() == code) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }
}
