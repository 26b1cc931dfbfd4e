package org.petrascope.laboratory;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * SHA-256 of a patch database's content: numbers as little-endian bytes, a text as its length in
 * UTF-8 bytes (int32) and those bytes, lists as their length (int32) and their items. For one
 * thread.
 */
final class PatchDigest {
  private static final int BUFFER_BYTES = 1 << 16;

  private final MessageDigest digest = sha256();
  private final ByteBuffer buffer =
      ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);

  /** An empty sum. */
  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private ByteBuffer room(int bytes) {
    if (buffer.remaining() < bytes) {
      flush();
    }
    return buffer;
  }

  private void flush() {
    digest.update(buffer.flip());
    buffer.clear();
  }

  PatchDigest number(int value) {
    room(Integer.BYTES).putInt(value);
    return this;
  }

  PatchDigest numbers(int... values) {
    number(values.length);
    for (int value : values) {
      number(value);
    }
    return this;
  }

  PatchDigest numbers(double... values) {
    number(values.length);
    for (double value : values) {
      room(Double.BYTES).putDouble(value);
    }
    return this;
  }

  PatchDigest numbers(float... values) {
    number(values.length);
    for (float value : values) {
      room(Float.BYTES).putFloat(value);
    }
    return this;
  }

  PatchDigest text(String text) {
    if (text.indexOf('\0') >= 0) { // HDF5 ends a text there.
      throw new LaboratoryException(
          "\"%s\" holds a NUL character, which a patch database cannot keep: correct the name"
              .formatted(text.replace('\0', '?')));
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    number(bytes.length);
    flush();
    digest.update(bytes);
    return this;
  }

  PatchDigest texts(List<String> texts) {
    number(texts.size());
    texts.forEach(this::text);
    return this;
  }

  /** The sum as 64 lower-case hexadecimal digits; nothing may be added after it. */
  String hex() {
    flush();
    return HexFormat.of().formatHex(digest.digest());
  }
}
