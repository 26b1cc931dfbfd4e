package org.petrascope.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.HexFormat;

/**
 * The key pair by which what this box says is known to be of this box, and from which its name
 * follows: {@link Ed25519}, in {@code box.key} (readable by its owner alone) and {@code box.pub}.
 * Immutable; may be used by any thread.
 */
public final class BoxIdentity {
  private static final byte[] PROBE = "petrascope".getBytes(StandardCharsets.US_ASCII);

  /** 128 bits: nobody finds another key of the same name. */
  private static final int NAME_DIGITS = 32;

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
    synchronized (MAKING) {
      if (Files.notExists(keyFile(folder))) {
        make(folder);
      }
      return open(folder);
    }
  }

  /** The identity in this folder, which has one. */
  static BoxIdentity open(Path folder) {
    try {
      BoxIdentity identity =
          new BoxIdentity(
              Ed25519.readSecret(keyFile(folder)), Ed25519.readPublic(Pem.der(publicFile(folder))));
      if (!identity.made(PROBE, identity.sign(PROBE))) {
        throw new GeneralSecurityException("box.pub does not belong to box.key");
      }
      return identity;
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw unusable(folder, e);
    }
  }

  /** The key is written last: an identity that was cut off is made anew. */
  private static void make(Path folder) {
    try {
      KeyPair pair = Ed25519.pair();
      PrivateFile.write(publicFile(folder), Pem.bytes("PUBLIC KEY", pair.getPublic().getEncoded()));
      PrivateFile.write(keyFile(folder), Pem.bytes("PRIVATE KEY", pair.getPrivate().getEncoded()));
    } catch (GeneralSecurityException e) {
      throw unusable(folder, e);
    }
  }

  private static Path keyFile(Path folder) {
    return folder.resolve("box.key");
  }

  private static Path publicFile(Path folder) {
    return folder.resolve("box.pub");
  }

  private static StoreException unusable(Path folder, Exception cause) {
    return new StoreException(
        "identity of the box in %s cannot be used (%s): restore box.key and box.pub from a copy, or remove both to make a new identity, which earlier signatures are not of"
            .formatted(folder, cause.getMessage()),
        cause);
  }

  /**
   * The name of this box, to people, to its fleet and in the store that it sends to: the first 32
   * digits of {@link #fingerprint()}.
   */
  public String name() {
    return name(publicKey.getEncoded());
  }

  /** The name of the box that has this public key in X.509 form. */
  public static String name(byte[] x509) {
    return fingerprint(x509).substring(0, NAME_DIGITS);
  }

  /** SHA-256 of the public key in X.509 form, hexadecimal. */
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

  /** What signatures of this box are checked with. */
  public PublicKey verifyingKey() {
    return publicKey;
  }

  /** Signature of 64 bytes over the content. */
  public byte[] sign(byte[] content) {
    return Ed25519.sign(key, content);
  }

  /** Whether this box made the signature over the content. */
  public boolean made(byte[] content, byte[] signature) {
    return Ed25519.made(publicKey, content, signature);
  }

  /** Whether the owner of a public key in X.509 form made the signature over the content. */
  public static boolean made(byte[] x509, byte[] content, byte[] signature) {
    try {
      return Ed25519.made(Ed25519.readPublic(x509), content, signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
