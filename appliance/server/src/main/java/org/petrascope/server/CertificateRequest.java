package org.petrascope.server;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.petrascope.store.BoxIdentity;
import org.petrascope.store.Pem;

/**
 * A request for a certificate over the key of the box: PKCS #10 (RFC 2986), signed with Ed25519
 * (RFC 8410).
 */
final class CertificateRequest {
  private static final String COMMON_NAME = "2.5.4.3";
  private static final String ORGANIZATION = "2.5.4.10";
  private static final String ED25519 = "1.3.101.112";

  private CertificateRequest() {}

  /**
   * The request as PEM, with the box's name as common name.
   *
   * @param site becomes the organisation
   */
  static String pem(BoxIdentity identity, String site) {
    byte[] info =
        Der.sequence(
            Der.integer(BigInteger.ZERO),
            Der.sequence(name(ORGANIZATION, site), name(COMMON_NAME, identity.name())),
            identity.publicKey(),
            Der.explicit(0, new byte[0])); // no attributes
    byte[] request =
        Der.sequence(info, Der.sequence(Der.oid(ED25519)), Der.bits(0, identity.sign(info)));
    return new String(Pem.bytes("CERTIFICATE REQUEST", request), StandardCharsets.US_ASCII);
  }

  private static byte[] name(String kind, String value) {
    return Der.set(Der.sequence(Der.oid(kind), Der.utf8(value)));
  }
}
