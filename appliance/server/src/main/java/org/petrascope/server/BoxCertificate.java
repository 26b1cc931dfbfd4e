package org.petrascope.server;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.petrascope.server.ServerException.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate that the box makes for itself when it is first needed, and makes anew before it
 * expires and when the box has got other names or addresses. May be used by any thread.
 */
final class BoxCertificate {
  private static final Logger LOG = LoggerFactory.getLogger(BoxCertificate.class);

  /** Browsers take no longer one (CA/Browser Forum, Baseline Requirements, 6.3.2). */
  static final Duration LIFE = Duration.ofDays(397);

  static final Duration RENEWED_BEFORE = Duration.ofDays(30);

  /** Kind of an alternative name, see {@link X509Certificate#getSubjectAlternativeNames()}. */
  private static final int ADDRESS = 7;

  /** A box whose clock was behind when it was made is believed all the same. */
  private static final Duration BACKDATED = Duration.ofDays(1);

  private final KeyFiles files;
  private final List<String> hosts;
  private final List<InetAddress> addresses;
  private Optional<KeyFiles.Identity> known = Optional.empty();

  private BoxCertificate(KeyFiles files, List<String> hosts, List<InetAddress> addresses) {
    this.files = files;
    this.hosts = hosts;
    this.addresses = addresses;
  }

  static BoxCertificate in(Path data, HttpSettings http) {
    List<String> hosts = new ArrayList<>(List.of("localhost"));
    hosts.addAll(http.names());
    return new BoxCertificate(KeyFiles.ofTheBox(data), hosts, addresses(http));
  }

  /** Those that the server is reached at. */
  private static List<InetAddress> addresses(HttpSettings http) {
    try {
      InetAddress bound = InetAddress.getByName(http.host());
      List<InetAddress> addresses = new ArrayList<>(List.of(InetAddress.getLoopbackAddress()));
      if (bound.isAnyLocalAddress()) {
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLinkLocalAddress() && !address.isLoopbackAddress())
            .forEach(addresses::add);
      } else if (!addresses.contains(bound)) {
        addresses.add(bound);
      }
      return List.copyOf(addresses);
    } catch (UnknownHostException | SocketException e) {
      throw new ServerException(
          Kind.UNUSABLE,
          "http.host %s is no address of this machine (%s): correct it"
              .formatted(http.host(), e.getMessage()));
    }
  }

  /** What the server shows at this time; made anew where it must be. */
  synchronized KeyFiles.Identity at(Instant now) {
    if (known.isEmpty() && files.there()) {
      known = kept();
    }
    KeyFiles.Identity serving =
        known.filter(identity -> serves(identity.own(), now)).orElseGet(() -> made(now));
    known = Optional.of(serving);
    return serving;
  }

  /** What an earlier run left; nothing where it was cut off between key and certificate. */
  private Optional<KeyFiles.Identity> kept() {
    try {
      return Optional.of(files.read());
    } catch (ServerException e) {
      LOG.warn("{}; the box makes itself another", e.getMessage());
      return Optional.empty();
    }
  }

  private boolean serves(X509Certificate certificate, Instant now) {
    Instant until = certificate.getNotAfter().toInstant();
    return now.isBefore(until.minus(RENEWED_BEFORE)) && names(certificate).containsAll(names());
  }

  private Set<String> names() {
    Set<String> names = new TreeSet<>(hosts);
    addresses.forEach(address -> names.add(text(address)));
    return names;
  }

  private static Set<String> names(X509Certificate certificate) {
    Set<String> names = new TreeSet<>();
    try {
      Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
      if (alternatives != null) {
        alternatives.forEach(one -> names.add(name(one)));
      }
    } catch (CertificateParsingException e) {
      return Set.of(); // and is made anew
    }
    return names;
  }

  private static String name(List<?> alternative) {
    String text = String.valueOf(alternative.get(1));
    return Integer.valueOf(ADDRESS).equals(alternative.getFirst())
        ? text(InetAddress.ofLiteral(text))
        : text;
  }

  /** Without the interface that an IPv6 address of this machine names, which no certificate has. */
  private static String text(InetAddress address) {
    try {
      return InetAddress.getByAddress(address.getAddress()).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("the bytes of an address are an address", e);
    }
  }

  private KeyFiles.Identity made(Instant now) {
    try {
      KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
      keys.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = keys.generateKeyPair();
      X509Certificate certificate =
          new CertificateForm("Petrascope", hosts, addresses, now.minus(BACKDATED), now.plus(LIFE))
              .signed(pair);
      files.write(pair, certificate);
      LOG.info("the box made itself a certificate until {}", certificate.getNotAfter().toInstant());
      return new KeyFiles.Identity(List.of(certificate), pair.getPrivate());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform signs with ECDSA over P-256", e);
    }
  }
}
