package org.petrascope.simulator;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes the camera description (GenICam GenApi 1.1) from the registers, so that an address stands
 * in one place only. Built and thrown away within one method.
 */
final class GenicamXml {
  private static final String HEAD =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <RegisterDescription ModelName="LineCameraSimulated" VendorName="Petrascope" StandardNameSpace="None" \
      SchemaMajorVersion="1" SchemaMinorVersion="1" SchemaSubMinorVersion="0" \
      MajorVersion="1" MinorVersion="0" SubMinorVersion="0" \
      ToolTip="Simulated hyperspectral line camera" \
      ProductGuid="8f0f3a54-6c0e-4d56-9f35-2f6b0f7c1a01" \
      VersionGuid="8f0f3a54-6c0e-4d56-9f35-2f6b0f7c1a02" \
      xmlns="http://www.genicam.org/GenApi/Version_1_1">
      """;

  private final Dress dress;
  private final StringBuilder nodes = new StringBuilder();
  private final List<String> categories = new ArrayList<>();
  private final List<String> features = new ArrayList<>();

  private GenicamXml(Dress dress) {
    this.dress = dress;
  }

  /** The whole description as XML text. */
  static String description(Dress dress) {
    GenicamXml xml = new GenicamXml(dress);
    xml.deviceControl();
    xml.imageFormatControl();
    xml.acquisitionControl();
    xml.shutterControl();
    if (dress.habits().tellsAll()) {
      xml.hyperspectralControl();
    }
    xml.transportLayerControl();
    StringBuilder text = new StringBuilder(HEAD);
    text.append("<Category Name=\"Root\" NameSpace=\"Standard\">\n");
    xml.categories.forEach(c -> text.append("  <pFeature>").append(c).append("</pFeature>\n"));
    text.append("</Category>\n").append(xml.nodes);
    return text.append("<Port Name=\"Device\" NameSpace=\"Standard\"/>\n</RegisterDescription>\n")
        .toString();
  }

  private void deviceControl() {
    text("DeviceVendorName", Register.VENDOR);
    text("DeviceModelName", Register.MODEL);
    text("DeviceManufacturerInfo", Register.MANUFACTURER_INFO);
    text("DeviceVersion", Register.DEVICE_VERSION);
    text("DeviceID", Register.SERIAL);
    text("DeviceSerialNumber", Register.SERIAL);
    text("DeviceUserID", Register.USER_NAME);
    temperature(dress.names().deviceTemperature(), Register.DEVICE_TEMPERATURE_C);
    temperature(dress.names().sensorTemperature(), Register.SENSOR_TEMPERATURE_C);
    category("DeviceControl");
  }

  private void imageFormatControl() {
    integer("SensorWidth", Register.SENSOR_WIDTH, "");
    integer("SensorHeight", Register.SENSOR_HEIGHT, "");
    integer("WidthMax", Register.WIDTH_MAX, "");
    integer("HeightMax", Register.HEIGHT_MAX, "");
    integer("OffsetX", Register.OFFSET_X, "<Min>0</Min><pMax>WidthMax</pMax>");
    integer("OffsetY", Register.OFFSET_Y, "<Min>0</Min><pMax>HeightMax</pMax>");
    integer("Width", Register.WIDTH, "<Min>1</Min><pMax>WidthMax</pMax>");
    integer("Height", Register.HEIGHT, "<Min>1</Min><pMax>HeightMax</pMax>");
    integer("BinningHorizontal", Register.BINNING_X, limits(1, Imaging.BINNING_MAX));
    integer("BinningVertical", Register.BINNING_Y, limits(1, Imaging.BINNING_MAX));
    StringBuilder entries = new StringBuilder();
    dress.pixelFormats().stream()
        .sorted()
        .forEach(format -> entries.append(entry(format.genicamName(), format.code())));
    enumeration("PixelFormat", Register.PIXEL_FORMAT, entries.toString());
    category("ImageFormatControl");
  }

  private void acquisitionControl() {
    enumeration("AcquisitionMode", Register.ACQUISITION_MODE, entry("Continuous", 0));
    command("AcquisitionStart", 1);
    command("AcquisitionStop", 0);
    register("IntReg", "AcquisitionReg", Register.ACQUISITION);
    String rate = dress.names().lineRate();
    real(
        rate,
        Register.FRAME_RATE_HZ,
        "<Min>%s</Min><pMax>%sMax</pMax><Unit>Hz</Unit>"
            .formatted(Imaging.FRAME_RATE_MIN_HZ, rate));
    real(rate + "Max", Register.FRAME_RATE_MAX_HZ, "<Unit>Hz</Unit>");
    if (!dress.names().lineRateEnable().isEmpty()) {
      bool(dress.names().lineRateEnable(), Register.FRAME_RATE_ENABLE);
    }
    real(
        dress.names().exposure(),
        Register.EXPOSURE_US,
        "<Min>%s</Min><Max>%s</Max><Unit>us</Unit>"
            .formatted(Imaging.EXPOSURE_MIN_US, Imaging.EXPOSURE_MAX_US));
    if (!dress.names().gain().isEmpty()) {
      real(
          dress.names().gain(),
          Register.GAIN_DB,
          "<Min>0</Min><Max>%s</Max><Unit>dB</Unit>".formatted(Imaging.GAIN_MAX_DB));
    }
    enumeration("TriggerMode", Register.TRIGGER_MODE, entry("Off", 0) + entry("On", 1));
    enumeration("TriggerSource", Register.TRIGGER_SOURCE, entry("Line1", 0));
    if (!dress.names().triggersMissed().isEmpty()) {
      integer(dress.names().triggersMissed(), Register.TRIGGERS_MISSED, "");
    }
    category("AcquisitionControl");
  }

  private void shutterControl() {
    if (!dress.names().shutterOpen().isEmpty()) {
      integer(dress.names().shutterOpen(), Register.SHUTTER_OPEN_PULSE, limits(1, 255));
      integer(dress.names().shutterClose(), Register.SHUTTER_CLOSE_PULSE, limits(1, 255));
      category("ShutterControl");
    }
  }

  private void hyperspectralControl() {
    enumeration(
        "StageTarget",
        Register.STAGE_TARGET,
        entry("Core", Imaging.STAGE_CORE) + entry("WhitePanel", Imaging.STAGE_WHITE_PANEL));
    text("CalibrationPackID", Register.CALIBRATION_PACK);
    integer("WavelengthCount", Register.WAVELENGTH_COUNT, "");
    integer(
        "WavelengthIndex", Register.WAVELENGTH_INDEX, "<Min>0</Min><pMax>WavelengthLast</pMax>");
    nodes.append(
        "<IntSwissKnife Name=\"WavelengthLast\"><pVariable"
            + " Name=\"COUNT\">WavelengthCount</pVariable><Formula>COUNT -"
            + " 1</Formula></IntSwissKnife>\n");
    tableEntry("Wavelength", Register.WAVELENGTHS_NM);
    tableEntry("Fwhm", Register.FWHMS_NM);
    category("HyperspectralControl");
  }

  private void transportLayerControl() {
    integer("PayloadSize", Register.PAYLOAD_SIZE, "");
    integer("GevHeartbeatTimeout", Register.HEARTBEAT_TIMEOUT_MS, "");
    integer("GevSCPD", Register.STREAM_PACKET_DELAY, "<Min>0</Min>");
    feature(
        "GevSCPSPacketSize",
        "Integer",
        limits(Device.PACKET_SIZE_MIN, Device.PACKET_SIZE_MAX) + "<Inc>4</Inc>");
    maskedRegister("GevSCPSPacketSizeReg", "<LSB>31</LSB><MSB>16</MSB>");
    feature("GevSCPSFireTestPacket", "Boolean", "<OnValue>1</OnValue><OffValue>0</OffValue>");
    maskedRegister("GevSCPSFireTestPacketReg", "<Bit>0</Bit>");
    feature("GevSCPSDoNotFragment", "Boolean", "<OnValue>1</OnValue><OffValue>0</OffValue>");
    maskedRegister("GevSCPSDoNotFragmentReg", "<Bit>1</Bit>");
    category("TransportLayerControl");
  }

  private void category(String name) {
    categories.add(name);
    nodes.append("<Category Name=\"").append(name).append("\" NameSpace=\"Standard\">\n");
    features.forEach(f -> nodes.append("  <pFeature>").append(f).append("</pFeature>\n"));
    nodes.append("</Category>\n");
    features.clear();
  }

  private void temperature(String name, Register register) {
    if (!name.isEmpty()) {
      real(name, register, "<Unit>C</Unit>");
    }
  }

  private void text(String name, Register register) {
    features.add(name);
    register("StringReg", name, register);
  }

  private void integer(String name, Register register, String limits) {
    feature(name, "Integer", limits);
    register("IntReg", name + "Reg", register);
  }

  private void real(String name, Register register, String limits) {
    feature(name, "Float", limits);
    register("FloatReg", name + "Reg", register);
  }

  private void bool(String name, Register register) {
    feature(name, "Boolean", "<OnValue>1</OnValue><OffValue>0</OffValue>");
    register("IntReg", name + "Reg", register);
  }

  private void enumeration(String name, Register register, String entries) {
    features.add(name);
    nodes.append(
        "<Enumeration Name=\"%s\">%s<pValue>%sReg</pValue></Enumeration>\n"
            .formatted(name, entries, name));
    register("IntReg", name + "Reg", register);
  }

  private void command(String name, int value) {
    features.add(name);
    nodes.append(
        "<Command Name=\"%s\"><pValue>%s</pValue><CommandValue>%d</CommandValue></Command>\n"
            .formatted(name, "AcquisitionReg", value));
  }

  private void feature(String name, String type, String content) {
    features.add(name);
    nodes.append(
        "<%s Name=\"%s\"><pValue>%sReg</pValue>%s</%s>\n"
            .formatted(type, name, name, content, type));
  }

  /** A table of doubles of which WavelengthIndex chooses one. */
  private void tableEntry(String name, Register table) {
    feature(name, "Float", "<Unit>nm</Unit>");
    nodes.append(
        ("<FloatReg Name=\"%sReg\"><Address>0x%X</Address><pIndex Offset=\"%d\">WavelengthIndex</pIndex>"
                + "<Length>%d</Length><AccessMode>RO</AccessMode><pPort>Device</pPort>"
                + "<Cachable>NoCache</Cachable><Endianess>BigEndian</Endianess></FloatReg>\n")
            .formatted(name, table.address(), Double.BYTES, Double.BYTES));
  }

  private void register(String type, String name, Register register) {
    String number =
        switch (register.kind()) {
          case INTEGER -> "<Sign>Unsigned</Sign><Endianess>BigEndian</Endianess>";
          case REAL -> "<Endianess>BigEndian</Endianess>";
          case BYTES -> "";
        };
    nodes.append(
        ("<%s Name=\"%s\"><Address>0x%X</Address><Length>%d</Length><AccessMode>%s</AccessMode>"
                + "<pPort>Device</pPort><Cachable>NoCache</Cachable>%s</%s>\n")
            .formatted(
                type,
                name,
                register.address(),
                register.length(),
                register.access().genicamName(),
                number,
                type));
  }

  /** Some bits of the stream's packet size register; bit 0 is the highest. */
  private void maskedRegister(String name, String bits) {
    nodes.append(
        ("<MaskedIntReg Name=\"%s\"><Address>0x%X</Address><Length>4</Length>"
                + "<AccessMode>RW</AccessMode><pPort>Device</pPort><Cachable>NoCache</Cachable>%s"
                + "<Sign>Unsigned</Sign><Endianess>BigEndian</Endianess></MaskedIntReg>\n")
            .formatted(name, Register.STREAM_PACKET_SIZE.address(), bits));
  }

  private static String entry(String name, int value) {
    return "<EnumEntry Name=\"%s\"><Value>%d</Value></EnumEntry>".formatted(name, value);
  }

  private static String limits(int min, int max) {
    return "<Min>%d</Min><Max>%d</Max>".formatted(min, max);
  }
}
