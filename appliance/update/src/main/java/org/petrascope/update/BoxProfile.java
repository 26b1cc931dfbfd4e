package org.petrascope.update;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What decides which releases a box is given.
 *
 * @param id of the box, never changed
 * @param hardware kind of the box, as manifests name it
 * @param units number of the units that its package brought; 0 where it brought none with a number
 */
public record BoxProfile(String id, String hardware, Ring ring, int units) {
  private static final int PERCENT = 100;

  /**
   * Where the box stands between 0 and 99 in its ring. It depends on the id alone, so that raising
   * a release's percentage only ever adds boxes.
   */
  int bucket() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
      int number = 0;
      for (int i = 0; i < Integer.BYTES; i++) {
        number = (number << Byte.SIZE) | (digest[i] & 0xff);
      }
      return Integer.remainderUnsigned(number, PERCENT);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
