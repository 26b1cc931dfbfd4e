package org.petrascope.store;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

/**
 * Ed25519 signatures (RFC 8032) and their keys in PEM files, PKCS #8 for the secret one and X.509
 * SubjectPublicKeyInfo for the public one, as openssl writes them.
 */
public final class Ed25519 {
  private static final String ALGORITHM = "Ed25519";

  private Ed25519() {}

  static KeyPair pair() throws GeneralSecurityException {
    return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
  }

  /** The secret key in this file. */
  public static PrivateKey secretKey(Path file) {
    try {
      return readSecret(file);
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw unusable(file, "openssl genpkey -algorithm ed25519", e);
    }
  }

  /** The public key in this file. */
  public static PublicKey publicKey(Path file) {
    try {
      return readPublic(Pem.der(file));
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw unusable(file, "openssl pkey -pubout", e);
    }
  }

  static PrivateKey readSecret(Path file) throws IOException, GeneralSecurityException {
    return KeyFactory.getInstance(ALGORITHM)
        .generatePrivate(new PKCS8EncodedKeySpec(Pem.der(file)));
  }

  static PublicKey readPublic(byte[] x509) throws GeneralSecurityException {
    return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(x509));
  }

  private static StoreException unusable(Path file, String maker, Exception cause) {
    return new StoreException(
        "key %s cannot be used (%s): make it with %s".formatted(file, cause.getMessage(), maker),
        cause);
  }

  /** Signature of 64 bytes over the content. */
  public static byte[] sign(PrivateKey key, byte[] content) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(key);
      signature.update(content);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new StoreException(
          "the key cannot sign (%s): make an Ed25519 key".formatted(e.getMessage()), e);
    }
  }

  /** Whether the owner of the public key made the signature over the content. */
  public static boolean made(PublicKey key, byte[] content, byte[] signature) {
    try {
      Signature check = Signature.getInstance(ALGORITHM);
      check.initVerify(key);
      check.update(content);
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
