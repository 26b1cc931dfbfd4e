package org.petrascope.sync;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret of a site: 32 bytes that encrypt what leaves its boxes. From it and a file's SHA-256
 * come the file's name in the store and a key of its own (HMAC-SHA-256, RFC 2104), so that equal
 * files are sent once and nobody without the secret can tell which file an object is.
 */
public final class SiteKey {
  static final int BYTES = 32;
  private static final String HMAC = "HmacSHA256";

  private final SecretKey secret;

  private SiteKey(byte[] secret) {
    this.secret = new SecretKeySpec(secret, HMAC);
  }

  static SiteKey of(byte[] secret) {
    if (secret.length != BYTES) {
      throw new SyncException(
          "a site key of %d bytes cannot be used: expected %d".formatted(secret.length, BYTES));
    }
    return new SiteKey(secret);
  }

  /** Reads a file of 64 hexadecimal digits. */
  public static SiteKey read(Path file) {
    try {
      return of(HexFormat.of().parseHex(Files.readString(file).strip()));
    } catch (IOException e) {
      throw new SyncException(
          "site key %s cannot be read (%s): name a file that this user may read"
              .formatted(file, e.getMessage()),
          e);
    } catch (IllegalArgumentException e) {
      throw new SyncException(
          "site key %s is not 64 hexadecimal digits: make one with openssl rand -hex 32"
              .formatted(file),
          e);
    }
  }

  /** By what the content of this SHA-256 is known to those who have the secret. */
  byte[] contentId(String sha256) {
    return hmac("content", HexFormat.of().parseHex(sha256));
  }

  /** The AES key of that content. */
  SecretKey contentKey(byte[] contentId) {
    return new SecretKeySpec(hmac("key", contentId), "AES");
  }

  private byte[] hmac(String purpose, byte[] message) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(secret);
      mac.update(("petrascope " + purpose + "\n").getBytes(StandardCharsets.US_ASCII));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + HMAC, e);
    }
  }
}
