package org.petrascope.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/**
 * The key pair by which what this box says is known to be of this box: Ed25519 (RFC 8032), in
 * {@code box.key} (PKCS #8, readable by its owner alone) and {@code box.pub} (X.509
 * SubjectPublicKeyInfo), both PEM. Immutable; may be used by any thread.
 */
public final class BoxIdentity {
  private static final String ALGORITHM = "Ed25519";
  private static final byte[] PROBE = "petrascope".getBytes(StandardCharsets.US_ASCII);

  /** Makes keys one at a time: two threads must not make two. */
  private static final Object MAKING = new Object();

  private final PrivateKey key;
  private final PublicKey publicKey;

  private BoxIdentity(PrivateKey key, PublicKey publicKey) {
    this.key = key;
    this.publicKey = publicKey;
  }

  /** The identity in this folder; made when there is none. */
  public static BoxIdentity in(Path folder) {
    Path keyFile = folder.resolve("box.key");
    Path publicFile = folder.resolve("box.pub");
    synchronized (MAKING) {
      try {
        if (Files.notExists(keyFile)) {
          make(keyFile, publicFile);
        }
        return read(keyFile, publicFile);
      } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
        throw new StoreException(
            "identity of the box in %s cannot be used (%s): restore box.key and box.pub from a copy, or remove both to make a new identity, which earlier signatures are not of"
                .formatted(folder, e.getMessage()),
            e);
      }
    }
  }

  /** The key is written last: an identity that was cut off is made anew. */
  private static void make(Path keyFile, Path publicFile) throws GeneralSecurityException {
    KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
    PrivateFile.write(publicFile, Pem.bytes("PUBLIC KEY", pair.getPublic().getEncoded()));
    PrivateFile.write(keyFile, Pem.bytes("PRIVATE KEY", pair.getPrivate().getEncoded()));
  }

  private static BoxIdentity read(Path keyFile, Path publicFile)
      throws IOException, GeneralSecurityException {
    KeyFactory keys = KeyFactory.getInstance(ALGORITHM);
    BoxIdentity identity =
        new BoxIdentity(
            keys.generatePrivate(new PKCS8EncodedKeySpec(Pem.der(keyFile))),
            keys.generatePublic(new X509EncodedKeySpec(Pem.der(publicFile))));
    if (!identity.made(PROBE, identity.sign(PROBE))) {
      throw new GeneralSecurityException("box.pub does not belong to box.key");
    }
    return identity;
  }

  /** SHA-256 of the public key in X.509 form, hexadecimal: the name that no other box has. */
  public String fingerprint() {
    return fingerprint(publicKey.getEncoded());
  }

  /** The same of any public key in X.509 form. */
  public static String fingerprint(byte[] x509) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(x509));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The public key in X.509 form. */
  public byte[] publicKey() {
    return publicKey.getEncoded();
  }

  /** Signature of 64 bytes over the content. */
  public byte[] sign(byte[] content) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(key);
      signature.update(content);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new StoreException(
          "the box cannot sign (%s): look at its identity".formatted(e.getMessage()), e);
    }
  }

  /** Whether this box made the signature over the content. */
  public boolean made(byte[] content, byte[] signature) {
    return made(publicKey, content, signature);
  }

  /** Whether the owner of a public key in X.509 form made the signature over the content. */
  public static boolean made(byte[] x509, byte[] content, byte[] signature) {
    try {
      PublicKey owner =
          KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(x509));
      return made(owner, content, signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static boolean made(PublicKey owner, byte[] content, byte[] signature) {
    try {
      Signature check = Signature.getInstance(ALGORITHM);
      check.initVerify(owner);
      check.update(content);
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
