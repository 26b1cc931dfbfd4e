package org.petrascope.server;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * What is kept of a PIN or password: PBKDF2 with HMAC-SHA-256 (RFC 8018, section 5.2), as text
 * {@code pbkdf2-sha256$ROUNDS$SALT$KEY}, so that rounds can grow without making old ones useless.
 */
final class SecretHash {
  /** OWASP, Password Storage Cheat Sheet (2023), for PBKDF2-HMAC-SHA256. */
  static final int ROUNDS = 600_000;

  /** NIST SP 800-132, section 5.1: at least 128 bits. */
  private static final int SALT_BYTES = 16;

  private static final int KEY_BITS = 256;
  private static final String SCHEME = "pbkdf2-sha256";
  private static final SecureRandom RANDOM = new SecureRandom();

  /** What no secret fits; compared with where there is no account, so that this takes as long. */
  static final String NOBODY = text(ROUNDS, new byte[SALT_BYTES], new byte[KEY_BITS / 8]);

  private SecretHash() {}

  static String of(String secret) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    return text(ROUNDS, salt, key(secret, salt, ROUNDS));
  }

  private static String text(int rounds, byte[] salt, byte[] key) {
    Base64.Encoder encoder = Base64.getEncoder().withoutPadding();
    return "%s$%d$%s$%s"
        .formatted(SCHEME, rounds, encoder.encodeToString(salt), encoder.encodeToString(key));
  }

  /** Whether the text was made of this secret. */
  static boolean fits(String secret, String kept) {
    String[] parts = kept.split("\\$", -1);
    if (parts.length != 4 || !parts[0].equals(SCHEME)) {
      return false;
    }
    byte[] salt = Base64.getDecoder().decode(parts[2]);
    byte[] expected = Base64.getDecoder().decode(parts[3]);
    return MessageDigest.isEqual(expected, key(secret, salt, Integer.parseInt(parts[1])));
  }

  private static byte[] key(String secret, byte[] salt, int rounds) {
    PBEKeySpec spec = new PBEKeySpec(secret.toCharArray(), salt, rounds, KEY_BITS);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has PBKDF2WithHmacSHA256", e);
    } finally {
      spec.clearPassword();
    }
  }
}
