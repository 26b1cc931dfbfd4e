package org.petrascope.server;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes values in the distinguished encoding of ASN.1 (ITU-T X.690, sections 8 and 10). */
final class Der {
  private static final int SHORT_LENGTH_MAX = 127;
  private static final int CONSTRUCTED_CONTEXT = 0xA0;
  private static final int PRIMITIVE_CONTEXT = 0x80;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  /** Before 2050 a certificate states its times with two digits of the year (RFC 5280, 4.1.2.5). */
  private static final DateTimeFormatter SHORT_TIME =
      DateTimeFormatter.ofPattern("uuMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  private static final Instant LONG_TIMES_FROM = Instant.parse("2050-01-01T00:00:00Z");

  private Der() {}

  private static byte[] value(int tag, byte[]... contents) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : contents) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(tag);
    int length = content.size();
    if (length > SHORT_LENGTH_MAX) {
      byte[] octets = BigInteger.valueOf(length).toByteArray();
      int from = octets[0] == 0 ? 1 : 0;
      all.write(0x80 | (octets.length - from));
      all.write(octets, from, octets.length - from);
    } else {
      all.write(length);
    }
    all.writeBytes(content.toByteArray());
    return all.toByteArray();
  }

  static byte[] sequence(byte[]... parts) {
    return value(0x30, parts);
  }

  static byte[] set(byte[] only) {
    return value(0x31, only);
  }

  static byte[] integer(BigInteger number) {
    return value(0x02, number.toByteArray());
  }

  static byte[] yes() {
    return value(0x01, new byte[] {(byte) 0xFF});
  }

  static byte[] octets(byte[] bytes) {
    return value(0x04, bytes);
  }

  /**
   * @param unused bits at the end
   */
  static byte[] bits(int unused, byte[] bytes) {
    return value(0x03, new byte[] {(byte) unused}, bytes);
  }

  static byte[] utf8(String text) {
    return value(0x0C, text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] time(Instant at) {
    return at.isBefore(LONG_TIMES_FROM)
        ? value(0x17, SHORT_TIME.format(at).getBytes(StandardCharsets.US_ASCII))
        : value(0x18, TIME.format(at).getBytes(StandardCharsets.US_ASCII));
  }

  /** An object identifier in dotted form. */
  static byte[] oid(String dotted) {
    String[] arcs = dotted.split("\\.");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(40 * Integer.parseInt(arcs[0]) + Integer.parseInt(arcs[1]));
    for (int i = 2; i < arcs.length; i++) {
      int arc = Integer.parseInt(arcs[i]);
      for (int shift = 28; shift > 0; shift -= 7) {
        if (arc >>> shift != 0) {
          bytes.write(0x80 | (arc >>> shift & 0x7F));
        }
      }
      bytes.write(arc & 0x7F);
    }
    return value(0x06, bytes.toByteArray());
  }

  /** A value under a number of its own. */
  static byte[] explicit(int number, byte[] content) {
    return value(CONSTRUCTED_CONTEXT | number, content);
  }

  /** Bytes under a number instead of their own tag. */
  static byte[] implicit(int number, byte[] content) {
    return value(PRIMITIVE_CONTEXT | number, content);
  }
}
