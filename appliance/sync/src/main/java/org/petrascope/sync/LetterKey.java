package org.petrascope.sync;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.petrascope.store.BoxIdentity;

/**
 * Keys that letters and orders are signed and checked with: Ed25519 (RFC 8032) in PEM files, PKCS
 * #8 for the secret one and X.509 SubjectPublicKeyInfo for the public one, as openssl writes them.
 */
public final class LetterKey {
  private static final String ALGORITHM = "Ed25519";

  private LetterKey() {}

  /** The secret key in this file. */
  public static PrivateKey secret(Path file) {
    try {
      return KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(der(file)));
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw unusable(file, "openssl genpkey -algorithm ed25519", e);
    }
  }

  /** The public key in this file. */
  public static PublicKey open(Path file) {
    try {
      return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(der(file)));
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw unusable(file, "openssl pkey -pubout", e);
    }
  }

  private static byte[] der(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.US_ASCII);
    return Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""));
  }

  private static SyncException unusable(Path file, String maker, Exception cause) {
    return new SyncException(
        "key %s cannot be used (%s): make it with %s".formatted(file, cause.getMessage(), maker),
        cause);
  }

  static byte[] sign(PrivateKey key, byte[] content) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(key);
      signature.update(content);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new SyncException("the key cannot sign: make an Ed25519 key", e);
    }
  }

  static boolean made(PublicKey key, byte[] content, byte[] signature) {
    return BoxIdentity.made(key.getEncoded(), content, signature);
  }
}
