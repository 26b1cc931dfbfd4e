package org.petrascope.simulator;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.petrascope.camera.BandTable;
import org.petrascope.camera.PixelFormat;

/**
 * What the camera's registers mean: limits, dependencies and effects. Used by the control thread
 * alone; only {@link #sensorTemperatureC(double)} may come from another.
 */
final class Device {
  static final double EXPOSURE_MIN_US = 10;
  static final double EXPOSURE_MAX_US = 1_000_000;
  static final double EXPOSURE_DEFAULT_US = 1500;
  static final double FRAME_RATE_MIN_HZ = 0.5;
  static final double FRAME_RATE_MAX_HZ = 1000;
  static final double FRAME_RATE_DEFAULT_HZ = 100;
  static final int BINNING_MAX = 8;
  static final int PACKET_SIZE_MIN = 220;
  static final int PACKET_SIZE_MAX = 9000;
  static final int STAGE_CORE = 0;
  static final int STAGE_WHITE_PANEL = 1;

  private static final int HEARTBEAT_MIN_MS = 500;
  private static final int HEARTBEAT_DEFAULT_MS = 3000;
  private static final int TICKS_PER_SECOND = 1_000_000_000;
  private static final double US_PER_SECOND = 1e6;
  private static final double DEVICE_ABOVE_AMBIENT_C = 38.5;

  private final RegisterMap registers;
  private final SensorModel sensor;
  private final StreamSender stream;
  private final ControlPrivilege privilege;
  private final LongSupplier clockNs;
  private volatile double sensorTemperatureC;
  private boolean shutterClosed;

  Device(
      SimulatorSettings settings, SensorModel sensor, StreamSender stream, LongSupplier clockNs) {
    this.sensor = sensor;
    this.stream = stream;
    this.clockNs = clockNs;
    privilege = new ControlPrivilege(clockNs);
    sensorTemperatureC = sensor.parameters().temperatureC();
    byte[] description = GenicamXml.description().getBytes(Register.TEXT);
    registers = new RegisterMap(description);
    identify(settings, description.length);
    reset();
  }

  private void identify(SimulatorSettings settings, int descriptionBytes) {
    registers.set(Register.VERSION, 0x0002_0000);
    registers.set(Register.DEVICE_MODE, 0x8000_0001);
    // A locally administered hardware address made of the serial number.
    registers.set(Register.MAC_HIGH, 0x0200);
    registers.set(Register.MAC_LOW, settings.serial().hashCode());
    registers.set(Register.IP_CONFIGURATIONS, 0x5);
    registers.set(Register.IP_CONFIGURATION, 0x5);
    registers.set(Register.IP_ADDRESS, ipv4(stream.local().getAddress()));
    registers.set(Register.SUBNET_MASK, 0xFF00_0000);
    registers.set(Register.VENDOR, settings.vendor());
    registers.set(Register.MODEL, settings.model());
    registers.set(Register.DEVICE_VERSION, "1");
    registers.set(Register.MANUFACTURER_INFO, "simulated line camera");
    registers.set(Register.SERIAL, settings.serial());
    registers.set(Register.CALIBRATION_PACK, settings.calibrationPack());
    registers.set(
        Register.XML_URL,
        "Local:petrascope-swir.xml;%X;%X".formatted(Register.XML_ADDRESS, descriptionBytes));
    registers.set(Register.INTERFACES, 1);
    registers.set(Register.STREAM_CHANNELS, 1);
    // Name register, serial number, packet resend, write memory, concatenated register access.
    registers.set(Register.GVCP_CAPABILITY, 1 << 31 | 1 << 30 | 1 << 2 | 1 << 1 | 1);
    registers.set(Register.TICK_FREQUENCY_LOW, TICKS_PER_SECOND);
    registers.set(Register.STREAM_SOURCE_PORT, stream.local().getPort());
    registers.set(Register.SENSOR_WIDTH, sensor.samples());
    registers.set(Register.SENSOR_HEIGHT, sensor.bands().bands());
  }

  private void reset() {
    registers.set(Register.HEARTBEAT_TIMEOUT_MS, HEARTBEAT_DEFAULT_MS);
    registers.set(Register.STREAM_PACKET_SIZE, 1400);
    registers.set(Register.BINNING_X, 1);
    registers.set(Register.BINNING_Y, 1);
    registers.set(Register.PIXEL_FORMAT, PixelFormat.MONO12_PACKED.code());
    registers.set(Register.FRAME_RATE_ENABLE, 1);
    registers.set(Register.FRAME_RATE_HZ, FRAME_RATE_DEFAULT_HZ);
    registers.set(Register.EXPOSURE_US, EXPOSURE_DEFAULT_US);
    registers.set(Register.STAGE_TARGET, STAGE_CORE);
    fitToBinning();
    settle();
  }

  RegisterMap registers() {
    return registers;
  }

  ControlPrivilege privilege() {
    return privilege;
  }

  /** Sets the temperature of the sensor; any thread. */
  void sensorTemperatureC(double temperatureC) {
    sensorTemperatureC = temperatureC;
  }

  /** Brings what changes by itself up to date: temperatures and a controller that fell silent. */
  void refresh() {
    if (registers.real(Register.SENSOR_TEMPERATURE_C) != sensorTemperatureC) {
      settle();
    }
    if (privilege.expire(registers.integer(Register.HEARTBEAT_TIMEOUT_MS))) {
      dropControl();
    }
  }

  /** Writes one register; the value must be as long as the register, text may be shorter. */
  Gvcp.Status write(Register register, ByteBuffer value, InetSocketAddress client) {
    if (register == Register.CONTROL_PRIVILEGE) {
      return takeControl(value.getInt(), client);
    }
    if (!privilege.isHeldBy(client)) {
      return Gvcp.Status.ACCESS_DENIED;
    }
    return switch (register.kind()) {
      case INTEGER -> write(register, value.getInt());
      case REAL -> write(register, value.getDouble());
      case BYTES -> {
        registers.set(register, value);
        yield Gvcp.Status.SUCCESS;
      }
    };
  }

  private Gvcp.Status takeControl(int wanted, InetSocketAddress client) {
    if (!privilege.request(client, wanted)) {
      return Gvcp.Status.ACCESS_DENIED;
    }
    registers.set(Register.CONTROL_PRIVILEGE, privilege.granted());
    if (privilege.granted() == 0) {
      dropControl();
    }
    return Gvcp.Status.SUCCESS;
  }

  private void dropControl() {
    registers.set(Register.CONTROL_PRIVILEGE, 0);
    registers.set(Register.STREAM_PORT, 0);
    halt();
  }

  private Gvcp.Status write(Register register, int value) {
    return switch (register) {
      case OFFSET_X, OFFSET_Y, WIDTH, HEIGHT, BINNING_X, BINNING_Y, PIXEL_FORMAT ->
          isAcquiring() ? Gvcp.Status.BUSY : shape(register, value);
      case ACQUISITION -> acquire(value);
      case ACQUISITION_MODE -> keep(register, value, value == 0);
      case HEARTBEAT_TIMEOUT_MS -> keep(register, Math.max(value, HEARTBEAT_MIN_MS), value >= 0);
      case FRAME_RATE_ENABLE, STAGE_TARGET -> keep(register, value, value == 0 || value == 1);
      case SHUTTER_OPEN_PULSE -> moveShutter(false);
      case SHUTTER_CLOSE_PULSE -> moveShutter(true);
      case WAVELENGTH_INDEX ->
          keep(register, value, value >= 0 && value < registers.integer(Register.WAVELENGTH_COUNT));
      case STREAM_PORT -> openStream(value);
      case STREAM_DESTINATION -> keep(register, value, address(value).isLoopbackAddress());
      case STREAM_PACKET_SIZE -> packetSize(value);
      case STREAM_PACKET_DELAY -> keep(register, value, value >= 0);
      case TIMESTAMP_CONTROL -> latchTimestamp(value);
      default -> Gvcp.Status.WRITE_PROTECT;
    };
  }

  private Gvcp.Status write(Register register, double value) {
    return switch (register) {
      case EXPOSURE_US -> {
        if (!(value >= EXPOSURE_MIN_US && value <= EXPOSURE_MAX_US)) {
          yield Gvcp.Status.INVALID_PARAMETER;
        }
        registers.set(register, value);
        // A longer exposure lowers a rate that it no longer permits.
        if (registers.real(Register.FRAME_RATE_HZ) > frameRateMaxHz()) {
          registers.set(Register.FRAME_RATE_HZ, frameRateMaxHz());
        }
        settle();
        yield Gvcp.Status.SUCCESS;
      }
      case FRAME_RATE_HZ -> {
        if (!(value >= FRAME_RATE_MIN_HZ && value <= frameRateMaxHz())) {
          yield Gvcp.Status.INVALID_PARAMETER;
        }
        registers.set(register, value);
        settle();
        yield Gvcp.Status.SUCCESS;
      }
      default -> Gvcp.Status.WRITE_PROTECT;
    };
  }

  private Gvcp.Status keep(Register register, int value, boolean valid) {
    if (!valid) {
      return Gvcp.Status.INVALID_PARAMETER;
    }
    registers.set(register, value);
    settle();
    return Gvcp.Status.SUCCESS;
  }

  private Gvcp.Status shape(Register register, int value) {
    boolean valid =
        switch (register) {
          case BINNING_X -> value >= 1 && value <= Math.min(BINNING_MAX, sensor.samples());
          case BINNING_Y -> value >= 1 && value <= Math.min(BINNING_MAX, sensor.bands().bands());
          case WIDTH -> fits(value, Register.OFFSET_X, Register.WIDTH_MAX);
          case HEIGHT -> fits(value, Register.OFFSET_Y, Register.HEIGHT_MAX);
          case OFFSET_X -> value >= 0 && value < registers.integer(Register.WIDTH_MAX);
          case OFFSET_Y -> value >= 0 && value < registers.integer(Register.HEIGHT_MAX);
          default -> pixelFormat(value).isPresent();
        };
    if (!valid) {
      return Gvcp.Status.INVALID_PARAMETER;
    }
    registers.set(register, value);
    switch (register) {
      case BINNING_X, BINNING_Y -> fitToBinning();
      case OFFSET_X -> shrink(Register.WIDTH, Register.WIDTH_MAX, value);
      case OFFSET_Y -> shrink(Register.HEIGHT, Register.HEIGHT_MAX, value);
      default -> {}
    }
    settle();
    return Gvcp.Status.SUCCESS;
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
    BandTable bands = Region.binned(sensor.bands(), registers.integer(Register.BINNING_Y));
    registers.set(Register.WAVELENGTH_COUNT, bands.bands());
    registers.set(Register.WAVELENGTH_INDEX, 0);
    registers.set(Register.WAVELENGTHS_NM, bands.centresNm());
    registers.set(Register.FWHMS_NM, bands.fwhmsNm());
  }

  /** Derives what depends on the settings and tells the stream what the sensor looks at now. */
  private void settle() {
    double temperatureC = sensorTemperatureC;
    registers.set(Register.SENSOR_TEMPERATURE_C, temperatureC);
    registers.set(Register.DEVICE_TEMPERATURE_C, DEVICE_ABOVE_AMBIENT_C);
    registers.set(Register.FRAME_RATE_MAX_HZ, frameRateMaxHz());
    registers.set(Register.PAYLOAD_SIZE, frameFormat().bytes());
    View.Source source = View.Source.SHUTTER;
    if (!shutterClosed) {
      source =
          registers.integer(Register.STAGE_TARGET) == STAGE_CORE
              ? View.Source.CORE
              : View.Source.WHITE_PANEL;
    }
    stream.look(
        new View(registers.real(Register.EXPOSURE_US), temperatureC, source), linePeriodNs());
  }

  private double frameRateMaxHz() {
    return Math.min(FRAME_RATE_MAX_HZ, US_PER_SECOND / registers.real(Register.EXPOSURE_US));
  }

  private long linePeriodNs() {
    boolean limited = registers.integer(Register.FRAME_RATE_ENABLE) == 1;
    double rateHz = limited ? registers.real(Register.FRAME_RATE_HZ) : frameRateMaxHz();
    return Math.round(TICKS_PER_SECOND / rateHz);
  }

  private FrameFormat frameFormat() {
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
            registers.integer(Register.BINNING_Y)));
  }

  private boolean isAcquiring() {
    return registers.integer(Register.ACQUISITION) == 1;
  }

  private Gvcp.Status acquire(int value) {
    if (value == 0) {
      halt();
      return Gvcp.Status.SUCCESS;
    }
    if (value != 1 || registers.integer(Register.STREAM_PORT) == 0) {
      return Gvcp.Status.INVALID_PARAMETER;
    }
    if (!isAcquiring()) {
      registers.set(Register.ACQUISITION, 1);
      stream.begin(frameFormat(), route());
    }
    return Gvcp.Status.SUCCESS;
  }

  private void halt() {
    registers.set(Register.ACQUISITION, 0);
    stream.end();
  }

  private Gvcp.Status moveShutter(boolean close) {
    shutterClosed = close;
    settle();
    return Gvcp.Status.SUCCESS;
  }

  private Gvcp.Status openStream(int value) {
    int port = value & 0xFFFF;
    registers.set(Register.STREAM_PORT, port);
    if (port == 0) {
      halt();
    }
    return Gvcp.Status.SUCCESS;
  }

  private Gvcp.Status packetSize(int value) {
    if (isAcquiring()) {
      return Gvcp.Status.BUSY;
    }
    int size = value & Gvcp.SCPS_SIZE;
    if (size < PACKET_SIZE_MIN || size > PACKET_SIZE_MAX) {
      return Gvcp.Status.INVALID_PARAMETER;
    }
    registers.set(Register.STREAM_PACKET_SIZE, value & ~Gvcp.SCPS_FIRE_TEST_PACKET);
    if ((value & Gvcp.SCPS_FIRE_TEST_PACKET) != 0) {
      stream.sendTestPacket(route());
    }
    return Gvcp.Status.SUCCESS;
  }

  private Gvcp.Status latchTimestamp(int value) {
    if (value == 2) {
      long now = clockNs.getAsLong();
      registers.set(Register.TIMESTAMP_HIGH, (int) (now >> 32));
      registers.set(Register.TIMESTAMP_LOW, (int) now);
    }
    return Gvcp.Status.SUCCESS;
  }

  /** Whether this client may ask for packets again: only the host that receives them. */
  boolean mayAskAgain(InetSocketAddress client) {
    return ipv4(client.getAddress()) == registers.integer(Register.STREAM_DESTINATION);
  }

  private static Optional<PixelFormat> pixelFormat(int code) {
    for (PixelFormat format : PixelFormat.values()) {
      if (format.code() == code) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  private Route route() {
    int scps = registers.integer(Register.STREAM_PACKET_SIZE);
    return new Route(
        new InetSocketAddress(
            address(registers.integer(Register.STREAM_DESTINATION)),
            registers.integer(Register.STREAM_PORT)),
        scps & Gvcp.SCPS_SIZE,
        (scps & Gvcp.SCPS_DO_NOT_FRAGMENT) != 0);
  }

  private static int ipv4(InetAddress address) {
    return ByteBuffer.wrap(address.getAddress()).getInt();
  }

  private static InetAddress address(int ipv4) {
    try {
      return InetAddress.getByAddress(ByteBuffer.allocate(Integer.BYTES).putInt(ipv4).array());
    } catch (UnknownHostException e) {
      throw new AssertionError("four bytes are an IPv4 address", e);
    }
  }
}
