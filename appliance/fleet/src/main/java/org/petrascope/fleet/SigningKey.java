package org.petrascope.fleet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * An Ed25519 key (RFC 8032) that signs releases. Its file holds the private key (PKCS#8) and the
 * public one (X.509) in PEM, readable by its owner alone.
 */
final class SigningKey {
  private static final String ALGORITHM = "Ed25519";

  /** RFC 8410: the key itself ends its X.509 form. */
  private static final int PUBLIC_BYTES = 32;

  private static final String PRIVATE_LABEL = "PRIVATE KEY";
  private static final String PUBLIC_LABEL = "PUBLIC KEY";

  private final KeyPair pair;
  private final String id;

  private SigningKey(KeyPair pair) throws GeneralSecurityException {
    this.pair = pair;
    byte[] form = CanonicalJson.bytes(publicForm());
    this.id = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(form));
  }

  /** A new key in a new file. */
  static SigningKey make(Path file) {
    try {
      SigningKey key = new SigningKey(KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair());
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(
          file,
          pem(PRIVATE_LABEL, key.pair.getPrivate().getEncoded())
              + pem(PUBLIC_LABEL, key.pair.getPublic().getEncoded()));
      return key;
    } catch (FileAlreadyExistsException e) {
      throw new FleetException(
          "key %s exists already and is not replaced: name another folder".formatted(file), e);
    } catch (IOException | GeneralSecurityException e) {
      throw new FleetException(
          "key %s cannot be made (%s): check the folder".formatted(file, e.getMessage()), e);
    }
  }

  static SigningKey read(Path file) {
    try {
      String text = Files.readString(file, StandardCharsets.US_ASCII);
      KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
      return new SigningKey(
          new KeyPair(
              factory.generatePublic(new X509EncodedKeySpec(block(text, PUBLIC_LABEL))),
              factory.generatePrivate(new PKCS8EncodedKeySpec(block(text, PRIVATE_LABEL)))));
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new FleetException(
          "%s holds no signing key (%s): name the folder that petrascope fleet init made"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static String pem(String label, byte[] bytes) {
    String body =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(bytes);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, body, label);
  }

  private static byte[] block(String text, String label) {
    String begin = "-----BEGIN " + label + "-----";
    int from = text.indexOf(begin);
    int to = text.indexOf("-----END " + label + "-----");
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("no " + label);
    }
    return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
  }

  /** SHA-256 of the public form: the name of the key in metadata. */
  String id() {
    return id;
  }

  /** The key as metadata state it. */
  ObjectNode publicForm() {
    byte[] encoded = pair.getPublic().getEncoded();
    byte[] raw = Arrays.copyOfRange(encoded, encoded.length - PUBLIC_BYTES, encoded.length);
    ObjectNode form = JsonNodeFactory.instance.objectNode();
    form.put("keytype", "ed25519");
    form.put("scheme", "ed25519");
    form.putObject("keyval").put("public", HexFormat.of().formatHex(raw));
    return form;
  }

  /** The signature of these bytes in hexadecimal. */
  String sign(byte[] bytes) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(pair.getPrivate());
      signature.update(bytes);
      return HexFormat.of().formatHex(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new FleetException("key %s cannot sign: make a new one".formatted(id), e);
    }
  }
}
