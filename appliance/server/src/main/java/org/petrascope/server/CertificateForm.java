package org.petrascope.server;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A certificate that vouches for itself (X.509 version 3, RFC 5280): for a server of these names
 * and addresses, signed with ECDSA over P-256 and SHA-256 (RFC 5758). The JDK reads certificates
 * and makes none.
 *
 * @param name of the box, which people see
 */
record CertificateForm(
    String name, List<String> hosts, List<InetAddress> addresses, Instant from, Instant until) {
  private static final String ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";
  private static final String COMMON_NAME = "2.5.4.3";
  private static final String KEY_USAGE = "2.5.29.15";
  private static final String ALTERNATIVE_NAMES = "2.5.29.17";
  private static final String BASIC_CONSTRAINTS = "2.5.29.19";
  private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
  private static final String SERVER = "1.3.6.1.5.5.7.3.1";

  /** RFC 5280, section 4.1.2.2: positive, at most 20 octets. */
  private static final int SERIAL_BITS = 127;

  private static final int VERSION_3 = 2;
  private static final byte[] DIGITAL_SIGNATURE = {(byte) 0x80};
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;

  CertificateForm {
    hosts = List.copyOf(hosts);
    addresses = List.copyOf(addresses);
  }

  /** The certificate of this key pair on the curve P-256. */
  X509Certificate signed(KeyPair pair) throws GeneralSecurityException {
    byte[] algorithm = Der.sequence(Der.oid(ECDSA_WITH_SHA256));
    byte[] owner = Der.sequence(Der.set(Der.sequence(Der.oid(COMMON_NAME), Der.utf8(name))));
    byte[] body =
        Der.sequence(
            Der.explicit(0, Der.integer(BigInteger.valueOf(VERSION_3))),
            Der.integer(new BigInteger(SERIAL_BITS, new SecureRandom()).add(BigInteger.ONE)),
            algorithm,
            owner,
            Der.sequence(Der.time(from), Der.time(until)),
            owner,
            pair.getPublic().getEncoded(),
            Der.explicit(3, extensions()));
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(pair.getPrivate());
    signature.update(body);
    byte[] all = Der.sequence(body, algorithm, Der.bits(0, signature.sign()));
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(all));
  }

  private byte[] extensions() {
    List<byte[]> names = new ArrayList<>();
    hosts.forEach(
        host -> names.add(Der.implicit(DNS_NAME, host.getBytes(StandardCharsets.US_ASCII))));
    addresses.forEach(address -> names.add(Der.implicit(IP_ADDRESS, address.getAddress())));
    return Der.sequence(
        critical(BASIC_CONSTRAINTS, Der.sequence()),
        critical(KEY_USAGE, Der.bits(7, DIGITAL_SIGNATURE)),
        plain(EXTENDED_KEY_USAGE, Der.sequence(Der.oid(SERVER))),
        plain(ALTERNATIVE_NAMES, Der.sequence(names.toArray(byte[][]::new))));
  }

  private static byte[] critical(String oid, byte[] content) {
    return Der.sequence(Der.oid(oid), Der.yes(), Der.octets(content));
  }

  private static byte[] plain(String oid, byte[] content) {
    return Der.sequence(Der.oid(oid), Der.octets(content));
  }
}
