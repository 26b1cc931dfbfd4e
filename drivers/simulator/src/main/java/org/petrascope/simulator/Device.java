package org.petrascope.simulator;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;

/**
 * What writing a register does to the camera. Used by the control thread alone; only {@link
 * #sensorTemperatureC(double)} may come from another.
 */
final class Device {
  static final int PACKET_SIZE_MIN = 220;
  static final int PACKET_SIZE_MAX = 9000;

  private static final int PACKET_SIZE_DEFAULT = 1400;
  private static final int HEARTBEAT_MIN_MS = 500;
  private static final int HEARTBEAT_DEFAULT_MS = 3000;
  private static final int TICKS_PER_SECOND = 1_000_000_000;
  private static final int LATCH_TIMESTAMP = 2;

  private final RegisterMap registers;
  private final Imaging imaging;
  private final StreamSender stream;
  private final ControlPrivilege privilege;
  private final LongSupplier clockNs;
  private final long poweredNs;
  private volatile double sensorTemperatureC;

  Device(
      SimulatorSettings settings, SensorModel sensor, StreamSender stream, LongSupplier clockNs) {
    this.stream = stream;
    this.clockNs = clockNs;
    poweredNs = clockNs.getAsLong();
    privilege = new ControlPrivilege(clockNs);
    sensorTemperatureC = sensor.parameters().temperatureC();
    byte[] description = GenicamXml.description(settings.dress()).getBytes(Register.TEXT);
    registers = new RegisterMap(description);
    identify(settings, description.length);
    imaging =
        new Imaging(
            registers,
            sensor,
            sensor.bands().shifted(-settings.wavelengthShiftNm()),
            settings.dress());
    look();
  }

  private void identify(SimulatorSettings settings, int descriptionBytes) {
    registers.set(Register.VERSION, 0x0002_0000);
    // Big endian, text in UTF-8.
    registers.set(Register.DEVICE_MODE, 0x8000_0001);
    // A locally administered hardware address made of the serial number.
    registers.set(Register.MAC_HIGH, 0x0200);
    registers.set(Register.MAC_LOW, settings.serial().hashCode());
    // Link-local and persistent address.
    registers.set(Register.IP_CONFIGURATIONS, 0x5);
    registers.set(Register.IP_CONFIGURATION, 0x5);
    registers.set(Register.IP_ADDRESS, ipv4(stream.local().getAddress()));
    registers.set(Register.SUBNET_MASK, 0xFF00_0000);
    registers.set(Register.VENDOR, settings.dress().vendor());
    registers.set(Register.MODEL, settings.dress().model());
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
    registers.set(Register.HEARTBEAT_TIMEOUT_MS, HEARTBEAT_DEFAULT_MS);
    registers.set(Register.TICK_FREQUENCY_LOW, TICKS_PER_SECOND);
    registers.set(Register.STREAM_SOURCE_PORT, stream.local().getPort());
    registers.set(Register.STREAM_PACKET_SIZE, PACKET_SIZE_DEFAULT);
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

  /**
   * Brings what changes by itself up to date: the temperature, a controller that fell silent and
   * one that came from elsewhere.
   */
  void refresh() {
    registers.set(Register.TRIGGERS_MISSED, (int) stream.sent().triggersMissed());
    double temperatureC = sensorTemperatureC;
    if (registers.real(Register.SENSOR_TEMPERATURE_C) != temperatureC) {
      registers.set(Register.SENSOR_TEMPERATURE_C, temperatureC);
      look();
    }
    if (privilege.expire(registers.integer(Register.HEARTBEAT_TIMEOUT_MS))) {
      dropControl();
    }
    if (privilege.stranger(stream.isTaken())) {
      dropControl();
      registers.set(Register.CONTROL_PRIVILEGE, privilege.granted());
    }
  }

  /** Whether this client may ask for packets again: only the host that receives them. */
  boolean mayAskAgain(InetSocketAddress client) {
    return ipv4(client.getAddress()) == registers.integer(Register.STREAM_DESTINATION);
  }

  /** Writes one register; the value must be as long as the register, text may be shorter. */
  Gvcp.Status write(Register register, ByteBuffer value, InetSocketAddress client) {
    if (register == Register.CONTROL_PRIVILEGE) {
      return takeControl(value.getInt(), client);
    }
    if (!privilege.isHeldBy(client)) {
      return Gvcp.Status.ACCESS_DENIED;
    }
    Gvcp.Status status =
        switch (register.kind()) {
          case INTEGER -> writeInteger(register, value.getInt());
          case REAL -> writeReal(register, value.getDouble());
          case BYTES -> writeText(register, value);
        };
    look();
    return status;
  }

  private Gvcp.Status writeInteger(Register register, int value) {
    return switch (register) {
      case OFFSET_X, OFFSET_Y, WIDTH, HEIGHT, BINNING_X, BINNING_Y, PIXEL_FORMAT ->
          isAcquiring() ? Gvcp.Status.BUSY : imaging.shape(register, value);
      case ACQUISITION -> acquire(value);
      case ACQUISITION_MODE, TRIGGER_SOURCE -> keep(register, value, value == 0);
      case TRIGGER_MODE ->
          isAcquiring() ? Gvcp.Status.BUSY : keep(register, value, value >> 1 == 0);
      case HEARTBEAT_TIMEOUT_MS -> keep(register, Math.max(value, HEARTBEAT_MIN_MS), value >= 0);
      case FRAME_RATE_ENABLE, STAGE_TARGET -> keep(register, value, value == 0 || value == 1);
      case SHUTTER_OPEN_PULSE -> moveShutter(false);
      case SHUTTER_CLOSE_PULSE -> moveShutter(true);
      case WAVELENGTH_INDEX ->
          keep(register, value, value >= 0 && value < registers.integer(Register.WAVELENGTH_COUNT));
      case STREAM_PORT -> openStream(value & 0xFFFF);
      case STREAM_DESTINATION -> keep(register, value, address(value).isLoopbackAddress());
      case STREAM_PACKET_SIZE -> isAcquiring() ? Gvcp.Status.BUSY : packetSize(value);
      case STREAM_PACKET_DELAY -> keep(register, value, value >= 0);
      case TIMESTAMP_CONTROL -> latchTimestamp(value);
      default -> Gvcp.Status.WRITE_PROTECT;
    };
  }

  private Gvcp.Status writeReal(Register register, double value) {
    return switch (register) {
      case EXPOSURE_US -> imaging.expose(value);
      case FRAME_RATE_HZ -> imaging.pace(value);
      case GAIN_DB -> imaging.amplify(value);
      default -> Gvcp.Status.WRITE_PROTECT;
    };
  }

  private Gvcp.Status writeText(Register register, ByteBuffer value) {
    registers.set(register, value);
    return Gvcp.Status.SUCCESS;
  }

  private Gvcp.Status keep(Register register, int value, boolean valid) {
    if (!valid) {
      return Gvcp.Status.INVALID_PARAMETER;
    }
    registers.set(register, value);
    return Gvcp.Status.SUCCESS;
  }

  private Gvcp.Status takeControl(int wanted, InetSocketAddress client) {
    if (!privilege.request(client, wanted)) {
      return Gvcp.Status.ACCESS_DENIED;
    }
    registers.set(Register.CONTROL_PRIVILEGE, privilege.granted());
    registers.set(Register.CONTROLLER_PORT, client.getPort());
    registers.set(Register.CONTROLLER_ADDRESS, ipv4(client.getAddress()));
    if (privilege.granted() == 0) {
      dropControl();
    }
    return Gvcp.Status.SUCCESS;
  }

  private void dropControl() {
    registers.set(Register.CONTROL_PRIVILEGE, 0);
    registers.set(Register.CONTROLLER_PORT, 0);
    registers.set(Register.CONTROLLER_ADDRESS, 0);
    registers.set(Register.STREAM_PORT, 0);
    halt();
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
      stream.begin(imaging.frameFormat(), route());
    }
    return Gvcp.Status.SUCCESS;
  }

  private boolean isAcquiring() {
    return registers.integer(Register.ACQUISITION) == 1;
  }

  private void halt() {
    registers.set(Register.ACQUISITION, 0);
    stream.end();
  }

  private Gvcp.Status moveShutter(boolean close) {
    imaging.moveShutter(close);
    return Gvcp.Status.SUCCESS;
  }

  /** Tells the stream what the sensor looks at now. */
  private void look() {
    stream.look(imaging.gaze());
  }

  private Gvcp.Status openStream(int port) {
    registers.set(Register.STREAM_PORT, port);
    if (port == 0) {
      halt();
    }
    return Gvcp.Status.SUCCESS;
  }

  private Gvcp.Status packetSize(int value) {
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
    if (value == LATCH_TIMESTAMP) {
      long now = clockNs.getAsLong() - poweredNs;
      registers.set(Register.TIMESTAMP_HIGH, (int) (now >> Integer.SIZE));
      registers.set(Register.TIMESTAMP_LOW, (int) now);
    }
    return Gvcp.Status.SUCCESS;
  }

  private Route route() {
    int packetSize = registers.integer(Register.STREAM_PACKET_SIZE);
    return new Route(
        new InetSocketAddress(
            address(registers.integer(Register.STREAM_DESTINATION)),
            registers.integer(Register.STREAM_PORT)),
        packetSize & Gvcp.SCPS_SIZE,
        (packetSize & Gvcp.SCPS_DO_NOT_FRAGMENT) != 0);
  }

  private static int ipv4(InetAddress address) {
    return ByteBuffer.wrap(address.getAddress()).getInt();
  }

  private static InetAddress address(int ipv4) {
    try {
      return InetAddress.getByAddress(ByteBuffer.allocate(Integer.BYTES).putInt(0, ipv4).array());
    } catch (UnknownHostException e) {
      throw new AssertionError("four bytes are an IPv4 address", e);
    }
  }
}
