package org.petrascope.gige;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A GigE Vision device as it answers a discovery command. GigE Vision 2.0, section 15.2: the answer
 * holds its first bootstrap registers.
 *
 * @param address that the device says it has
 * @param host address of our interface that heard it
 */
public record GigeDevice(
    Inet4Address address, Inet4Address host, String vendor, String model, String serial) {
  private static final int BYTES = 0xF8;
  private static final int ADDRESS = 0x24;
  private static final int VENDOR = 0x48;
  private static final int MODEL = 0x68;
  private static final int SERIAL = 0xD8;
  private static final int NAME_BYTES = 32;
  private static final int SERIAL_BYTES = 16;

  /** Whether an answer is long enough to hold it. */
  static boolean isIn(ByteBuffer answer) {
    return answer.limit() >= GvcpProbe.HEADER_BYTES + BYTES;
  }

  static GigeDevice of(ByteBuffer answer, Inet4Address host) {
    return new GigeDevice(
        address(answer.getInt(GvcpProbe.HEADER_BYTES + ADDRESS)),
        host,
        text(answer, VENDOR, NAME_BYTES),
        text(answer, MODEL, NAME_BYTES),
        text(answer, SERIAL, SERIAL_BYTES));
  }

  /** The address that these four bytes are. */
  static Inet4Address address(int bytes) {
    try {
      return (Inet4Address)
          InetAddress.getByAddress(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes).array());
    } catch (UnknownHostException e) {
      throw new AssertionError("four bytes are an IPv4 address", e);
    }
  }

  private static String text(ByteBuffer answer, int offset, int length) {
    byte[] bytes = new byte[length];
    answer.get(GvcpProbe.HEADER_BYTES + offset, bytes);
    String padded = new String(bytes, StandardCharsets.UTF_8);
    int end = padded.indexOf('\0');
    return end < 0 ? padded : padded.substring(0, end);
  }
}
