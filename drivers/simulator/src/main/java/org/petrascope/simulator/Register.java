package org.petrascope.simulator;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The registers of the device: first the bootstrap registers of GigE Vision 2.0 (part 4), then from
 * 0xA000 on, where makers put theirs, those of the camera.
 */
enum Register {
  VERSION(0x0000, Kind.INTEGER, Access.READ),
  DEVICE_MODE(0x0004, Kind.INTEGER, Access.READ),
  MAC_HIGH(0x0008, Kind.INTEGER, Access.READ),
  MAC_LOW(0x000C, Kind.INTEGER, Access.READ),
  IP_CONFIGURATIONS(0x0010, Kind.INTEGER, Access.READ),
  IP_CONFIGURATION(0x0014, Kind.INTEGER, Access.READ),
  IP_ADDRESS(0x0024, Kind.INTEGER, Access.READ),
  SUBNET_MASK(0x0034, Kind.INTEGER, Access.READ),
  VENDOR(0x0048, 32, Access.READ),
  MODEL(0x0068, 32, Access.READ),
  DEVICE_VERSION(0x0088, 32, Access.READ),
  MANUFACTURER_INFO(0x00A8, 48, Access.READ),
  SERIAL(0x00D8, 16, Access.READ),
  USER_NAME(0x00E8, 16, Access.READ_WRITE),
  XML_URL(0x0200, 512, Access.READ),
  XML_URL_SECOND(0x0400, 512, Access.READ),
  INTERFACES(0x0600, Kind.INTEGER, Access.READ),
  MESSAGE_CHANNELS(0x0900, Kind.INTEGER, Access.READ),
  STREAM_CHANNELS(0x0904, Kind.INTEGER, Access.READ),
  GVCP_CAPABILITY(0x0934, Kind.INTEGER, Access.READ),
  HEARTBEAT_TIMEOUT_MS(0x0938, Kind.INTEGER, Access.READ_WRITE),
  TICK_FREQUENCY_HIGH(0x093C, Kind.INTEGER, Access.READ),
  TICK_FREQUENCY_LOW(0x0940, Kind.INTEGER, Access.READ),
  TIMESTAMP_CONTROL(0x0944, Kind.INTEGER, Access.WRITE),
  TIMESTAMP_HIGH(0x0948, Kind.INTEGER, Access.READ),
  TIMESTAMP_LOW(0x094C, Kind.INTEGER, Access.READ),
  CONTROL_PRIVILEGE(0x0A00, Kind.INTEGER, Access.READ_WRITE),
  CONTROLLER_PORT(0x0A04, Kind.INTEGER, Access.READ),
  CONTROLLER_ADDRESS(0x0A14, Kind.INTEGER, Access.READ),
  STREAM_PORT(0x0D00, Kind.INTEGER, Access.READ_WRITE),
  STREAM_PACKET_SIZE(0x0D04, Kind.INTEGER, Access.READ_WRITE),
  STREAM_PACKET_DELAY(0x0D08, Kind.INTEGER, Access.READ_WRITE),
  STREAM_DESTINATION(0x0D18, Kind.INTEGER, Access.READ_WRITE),
  STREAM_SOURCE_PORT(0x0D1C, Kind.INTEGER, Access.READ),

  SENSOR_WIDTH(0xA000, Kind.INTEGER, Access.READ),
  SENSOR_HEIGHT(0xA004, Kind.INTEGER, Access.READ),
  WIDTH_MAX(0xA008, Kind.INTEGER, Access.READ),
  HEIGHT_MAX(0xA00C, Kind.INTEGER, Access.READ),
  OFFSET_X(0xA010, Kind.INTEGER, Access.READ_WRITE),
  OFFSET_Y(0xA014, Kind.INTEGER, Access.READ_WRITE),
  WIDTH(0xA018, Kind.INTEGER, Access.READ_WRITE),
  HEIGHT(0xA01C, Kind.INTEGER, Access.READ_WRITE),
  BINNING_X(0xA020, Kind.INTEGER, Access.READ_WRITE),
  BINNING_Y(0xA024, Kind.INTEGER, Access.READ_WRITE),
  PIXEL_FORMAT(0xA028, Kind.INTEGER, Access.READ_WRITE),
  PAYLOAD_SIZE(0xA02C, Kind.INTEGER, Access.READ),
  ACQUISITION_MODE(0xA040, Kind.INTEGER, Access.READ_WRITE),
  ACQUISITION(0xA044, Kind.INTEGER, Access.READ_WRITE),
  TRIGGER_MODE(0xA030, Kind.INTEGER, Access.READ_WRITE),
  TRIGGER_SOURCE(0xA034, Kind.INTEGER, Access.READ_WRITE),
  TRIGGERS_MISSED(0xA038, Kind.INTEGER, Access.READ),
  FRAME_RATE_ENABLE(0xA048, Kind.INTEGER, Access.READ_WRITE),
  FRAME_RATE_HZ(0xA050, Kind.REAL, Access.READ_WRITE),
  FRAME_RATE_MAX_HZ(0xA058, Kind.REAL, Access.READ),
  EXPOSURE_US(0xA060, Kind.REAL, Access.READ_WRITE),
  GAIN_DB(0xA068, Kind.REAL, Access.READ_WRITE),
  SHUTTER_OPEN_PULSE(0xA080, Kind.INTEGER, Access.WRITE),
  SHUTTER_CLOSE_PULSE(0xA084, Kind.INTEGER, Access.WRITE),
  STAGE_TARGET(0xA088, Kind.INTEGER, Access.READ_WRITE),
  SENSOR_TEMPERATURE_C(0xA090, Kind.REAL, Access.READ),
  DEVICE_TEMPERATURE_C(0xA098, Kind.REAL, Access.READ),
  WAVELENGTH_COUNT(0xA0A0, Kind.INTEGER, Access.READ),
  WAVELENGTH_INDEX(0xA0A4, Kind.INTEGER, Access.READ_WRITE),
  CALIBRATION_PACK(0xA100, 64, Access.READ),
  WAVELENGTHS_NM(0x10000, Register.BANDS_MAX * Double.BYTES, Access.READ),
  FWHMS_NM(0x18000, Register.BANDS_MAX * Double.BYTES, Access.READ);

  static final Charset TEXT = StandardCharsets.UTF_8;
  static final int BANDS_MAX = 4096;

  /** Where the camera description begins; registers end below. */
  static final int XML_ADDRESS = 0x20000;

  /** What the bytes of a register mean. All are big endian. */
  enum Kind {
    INTEGER(Integer.BYTES),
    REAL(Double.BYTES),
    BYTES(0);

    private final int length;

    Kind(int length) {
      this.length = length;
    }
  }

  /** What a client may do with a register. */
  enum Access {
    READ("RO"),
    WRITE("WO"),
    READ_WRITE("RW");

    private final String genicamName;

    Access(String genicamName) {
      this.genicamName = genicamName;
    }

    String genicamName() {
      return genicamName;
    }
  }

  private final int address;
  private final int length;
  private final Kind kind;
  private final Access access;

  Register(int address, Kind kind, Access access) {
    this.address = address;
    this.length = kind.length;
    this.kind = kind;
    this.access = access;
  }

  Register(int address, int length, Access access) {
    this.address = address;
    this.length = length;
    this.kind = Kind.BYTES;
    this.access = access;
  }

  int address() {
    return address;
  }

  int length() {
    return length;
  }

  Kind kind() {
    return kind;
  }

  Access access() {
    return access;
  }
}
