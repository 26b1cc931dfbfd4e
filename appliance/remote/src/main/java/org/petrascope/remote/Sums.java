package org.petrascope.remote;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/** Checksums as S3 writes them. */
final class Sums {
  private static final int BUFFER = 1 << 16;

  /**
   * Of one put or part.
   *
   * @param crc32c base 64 of its four bytes, most significant first
   * @param md5 in hexadecimal
   */
  record OfPart(String crc32c, String md5) {
    static OfPart of(byte[] bytes) {
      CRC32C crc = new CRC32C();
      crc.update(bytes);
      return new OfPart(base64(crc), HexFormat.of().formatHex(digest("MD5").digest(bytes)));
    }
  }

  private final CRC32C crcs = new CRC32C();
  private final MessageDigest digests = digest("MD5");
  private int parts;

  /** Adds the next part of an object sent in several. */
  void add(OfPart part) {
    crcs.update(Base64.getDecoder().decode(part.crc32c));
    digests.update(HexFormat.of().parseHex(part.md5));
    parts++;
  }

  /**
   * Sums of an object sent in several parts: those of its parts' sums, and the number of parts.
   * Asked once.
   */
  OfPart composed() {
    return new OfPart(
        base64(crcs) + "-" + parts, HexFormat.of().formatHex(digests.digest()) + "-" + parts);
  }

  private static String base64(CRC32C crc) {
    return Base64.getEncoder()
        .encodeToString(ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array());
  }

  /** SHA-256 of all that is left, in hexadecimal. */
  static String sha256(InputStream in) throws IOException {
    MessageDigest digest = digest("SHA-256");
    byte[] buffer = new byte[BUFFER];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      digest.update(buffer, 0, n);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** SHA-256 of the content, in hexadecimal. */
  static String sha256(Content content) throws IOException {
    try (InputStream in = content.open(0)) {
      return sha256(in);
    }
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }
}
