package org.petrascope.scan;

import java.util.Base64;
import org.petrascope.store.BoxIdentity;

/**
 * A box's signature over a manifest.
 *
 * @param algorithm Ed25519 (RFC 8032) over the bytes of the file
 * @param key public key of the box, X.509 SubjectPublicKeyInfo in base 64
 * @param signature in base 64
 */
record ManifestSignature(String format, String algorithm, String key, String signature) {
  private static final String FORMAT = "petrascope signature 1";
  private static final String ALGORITHM = "Ed25519";

  static ManifestSignature by(BoxIdentity box, byte[] manifest) {
    return new ManifestSignature(
        FORMAT, ALGORITHM, base64(box.publicKey()), base64(box.sign(manifest)));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** Whether the owner of the key that it states made it over these bytes. */
  boolean fits(byte[] manifest) {
    try {
      Base64.Decoder decoder = Base64.getDecoder();
      return format.equals(FORMAT)
          && algorithm.equals(ALGORITHM)
          && BoxIdentity.made(decoder.decode(key), manifest, decoder.decode(signature));
    } catch (IllegalArgumentException e) {
      return false; // not base 64
    }
  }

  /** Name of the box that it states. */
  String box() {
    try {
      return BoxIdentity.fingerprint(Base64.getDecoder().decode(key));
    } catch (IllegalArgumentException e) {
      return "nobody";
    }
  }
}
