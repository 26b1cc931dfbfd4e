package org.petrascope.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import org.petrascope.server.ServerException.Kind;
import org.petrascope.store.Pem;
import org.petrascope.store.PrivateFile;

/** A server's key and its certificate in two PEM files. */
record KeyFiles(Path certificate, Path key) {
  private static final byte[] PROBE = {1, 2, 3};

  /**
   * What a server shows and what it proves it with.
   *
   * @param chain the server's own first
   */
  record Identity(List<X509Certificate> chain, PrivateKey key) {
    Identity {
      chain = List.copyOf(chain);
    }

    X509Certificate own() {
      return chain.getFirst();
    }
  }

  /** Where the box keeps its own, in its data folder. */
  static KeyFiles ofTheBox(Path data) {
    Path folder = data.resolve("tls");
    return new KeyFiles(folder.resolve("certificate.pem"), folder.resolve("key.pem"));
  }

  boolean there() {
    return Files.exists(certificate) && Files.exists(key);
  }

  Identity read() {
    List<X509Certificate> chain = readChain();
    try {
      PublicKey shown = chain.getFirst().getPublicKey();
      PrivateKey secret =
          KeyFactory.getInstance(shown.getAlgorithm())
              .generatePrivate(new PKCS8EncodedKeySpec(Pem.der(key)));
      requirePair(shown, secret);
      return new Identity(chain, secret);
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new ServerException(
          Kind.UNUSABLE,
          "key %s of the server cannot be used (%s): give one as PEM in PKCS #8, not encrypted, that this user may read; a credential needs LoadCredential= in the service"
              .formatted(key, e.getMessage()));
    }
  }

  private static void requirePair(PublicKey shown, PrivateKey secret)
      throws GeneralSecurityException {
    String algorithm =
        switch (shown.getAlgorithm()) {
          case "EC" -> "SHA256withECDSA";
          case "RSA" -> "SHA256withRSA";
          default -> shown.getAlgorithm();
        };
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(secret);
    signature.update(PROBE);
    byte[] signed = signature.sign();
    signature.initVerify(shown);
    signature.update(PROBE);
    if (!signature.verify(signed)) {
      throw new GeneralSecurityException("it does not belong to the certificate");
    }
  }

  /** The certificates alone, which everybody may see. */
  List<X509Certificate> readChain() {
    try (InputStream in = Files.newInputStream(certificate)) {
      List<X509Certificate> chain =
          CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (!chain.isEmpty()) {
        return chain;
      }
      throw new IOException("it holds none");
    } catch (IOException | GeneralSecurityException e) {
      throw new ServerException(
          Kind.UNUSABLE,
          "certificate %s of the server cannot be used (%s): give one as PEM that this user may read"
              .formatted(certificate, e.getMessage()));
    }
  }

  /** Replaces both; the key first, which fits nothing else until the certificate is there. */
  void write(KeyPair pair, X509Certificate made) throws GeneralSecurityException {
    PrivateFile.write(key, Pem.bytes("PRIVATE KEY", pair.getPrivate().getEncoded()));
    PrivateFile.write(certificate, Pem.bytes("CERTIFICATE", made.getEncoded()));
  }
}
