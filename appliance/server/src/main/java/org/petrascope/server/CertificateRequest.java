package org.petrascope.server;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.petrascope.store.BoxIdentity;

/**
 * A request for a certificate over the key of the box: PKCS #10 (RFC 2986), signed with Ed25519 (RFC
 * 8410).
 */
final class CertificateRequest {
  private static final byte[] COMMON_NAME = Der.identifier(2, 5, 4, 3);
  private static final byte[] ORGANIZATION = Der.identifier(2, 5, 4, 10);
  private static final byte[] ED25519 = Der.identifier(1, 3, 101, 112);
  private static final int LINE_CHARACTERS = 64;

  private CertificateRequest() {}

  /**
   * The request as PEM.
   *
   * @param box becomes the common name
   * @param site becomes the organisation
   */
  static String pem(BoxIdentity identity, String box, String site) {
    byte[] info =
        Der.sequence(
            Der.integer(0),
            Der.sequence(name(ORGANIZATION, site), name(COMMON_NAME, box)),
            identity.publicKey(),
            Der.context0());
    byte[] request =
        Der.sequence(info, Der.sequence(ED25519), Der.bits(identity.sign(info)));
    String lines =
        Base64.getMimeEncoder(LINE_CHARACTERS, "\n".getBytes(StandardCharsets.US_ASCII))
            .encodeToString(request);
    return "-----BEGIN CERTIFICATE REQUEST-----\n%s\n-----END CERTIFICATE REQUEST-----\n"
        .formatted(lines);
  }

  private static byte[] name(byte[] kind, String value) {
    return Der.set(Der.sequence(kind, Der.text(value)));
  }
}
