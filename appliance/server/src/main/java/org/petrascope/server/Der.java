package org.petrascope.server;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Values in the distinguished encoding rules of ASN.1 (ITU-T X.690), as far as requests need. */
final class Der {
  private static final int INTEGER = 0x02;
  private static final int BIT_STRING = 0x03;
  private static final int OBJECT_IDENTIFIER = 0x06;
  private static final int UTF8_STRING = 0x0c;
  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;

  /** The first constructed context-specific tag. */
  private static final int CONTEXT_0 = 0xa0;

  private Der() {}

  static byte[] sequence(byte[]... parts) {
    return value(SEQUENCE, parts);
  }

  static byte[] set(byte[]... parts) {
    return value(SET, parts);
  }

  /** What stands under the implicit tag [0]. */
  static byte[] context0(byte[]... parts) {
    return value(CONTEXT_0, parts);
  }

  /**
   * @param small from 0 to 127
   */
  static byte[] integer(int small) {
    return value(INTEGER, new byte[] {(byte) small});
  }

  static byte[] text(String text) {
    return value(UTF8_STRING, text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] bits(byte[] bytes) {
    return value(BIT_STRING, new byte[] {0}, bytes);
  }

  /** An identifier whose numbers after the second are below 128, as all of ours are. */
  static byte[] identifier(int first, int second, int... others) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(40 * first + second);
    for (int other : others) {
      out.write(other);
    }
    return value(OBJECT_IDENTIFIER, out.toByteArray());
  }

  private static byte[] value(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    writeLength(content.size(), out);
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }

  /** Short form below 128, else the number of the bytes that follow. */
  private static void writeLength(int length, ByteArrayOutputStream out) {
    if (length < 0x80) {
      out.write(length);
    } else if (length < 0x100) {
      out.write(0x81);
      out.write(length);
    } else {
      out.write(0x82);
      out.write(length >> 8);
      out.write(length);
    }
  }
}
