package org.petrascope.sync;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * The form of an encrypted object (AES-256-GCM, NIST SP 800-38D). A header of 52 bytes, all numbers
 * most significant byte first:
 *
 * <pre>
 * magic "PTRSEAL1" [8] | bytes of a chunk, int32 [4] | bytes of the plain file, int64 [8] | content id [32]
 * </pre>
 *
 * then every chunk of the file with its tag of 16 bytes. A chunk's nonce is its number from 0 as
 * int96; the header is authenticated with each. The key is the file's own, so no nonce is used
 * twice with one key, and the same file is always the same object: an interrupted upload goes on
 * with the bytes it began with.
 */
final class Sealing {
  static final int HEADER_BYTES = 52;
  static final int CHUNK_BYTES = 1 << 16;
  static final int TAG_BYTES = 16;

  private static final byte[] MAGIC = "PTRSEAL1".getBytes(StandardCharsets.US_ASCII);
  private static final int NONCE_BYTES = 12;
  private static final int CHUNK_BYTES_MAX = 1 << 24;

  private final byte[] header;
  private final SecretKey key;
  private final long plainBytes;
  private final int chunkBytes;

  private Sealing(byte[] header, SecretKey key, long plainBytes, int chunkBytes) {
    this.header = header;
    this.key = key;
    this.plainBytes = plainBytes;
    this.chunkBytes = chunkBytes;
  }

  /** Of a file of this length and SHA-256. */
  static Sealing of(SiteKey site, String sha256, long plainBytes) {
    byte[] contentId = site.contentId(sha256);
    byte[] header =
        ByteBuffer.allocate(HEADER_BYTES)
            .put(MAGIC)
            .putInt(CHUNK_BYTES)
            .putLong(plainBytes)
            .put(contentId)
            .array();
    return new Sealing(header, site.contentKey(contentId), plainBytes, CHUNK_BYTES);
  }

  /** Of an object that begins so. */
  static Sealing of(SiteKey site, byte[] header) {
    ByteBuffer fields = ByteBuffer.wrap(header);
    byte[] magic = new byte[MAGIC.length];
    fields.get(magic);
    int chunkBytes = fields.getInt();
    long plainBytes = fields.getLong();
    byte[] contentId = new byte[SiteKey.BYTES];
    fields.get(contentId);
    if (!Arrays.equals(magic, MAGIC)
        || chunkBytes < 1
        || chunkBytes > CHUNK_BYTES_MAX
        || plainBytes < 0) {
      throw new SyncException(
          "the object is not encrypted as expected: it was not sent with a site key");
    }
    return new Sealing(header.clone(), site.contentKey(contentId), plainBytes, chunkBytes);
  }

  byte[] header() {
    return header.clone();
  }

  long plainBytes() {
    return plainBytes;
  }

  int chunkBytes() {
    return chunkBytes;
  }

  /** An empty file has one chunk too, which proves that it is empty. */
  long chunks() {
    return Math.max(1, (plainBytes + chunkBytes - 1) / chunkBytes);
  }

  long sealedBytes() {
    return HEADER_BYTES + plainBytes + chunks() * TAG_BYTES;
  }

  int plainBytesOf(long chunk) {
    return (int) Math.min(chunkBytes, plainBytes - chunk * chunkBytes);
  }

  byte[] seal(long chunk, byte[] plain) {
    try {
      return cipher(Cipher.ENCRYPT_MODE, chunk).doFinal(plain);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES in Galois counter mode", e);
    }
  }

  byte[] open(long chunk, byte[] sealed) {
    try {
      return cipher(Cipher.DECRYPT_MODE, chunk).doFinal(sealed);
    } catch (GeneralSecurityException e) {
      throw new SyncException(
          "chunk %d of the object does not open: it was changed, or the site key is another"
              .formatted(chunk),
          e);
    }
  }

  private Cipher cipher(int mode, long chunk) throws GeneralSecurityException {
    byte[] nonce = ByteBuffer.allocate(NONCE_BYTES).putInt(0).putLong(chunk).array();
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(8 * TAG_BYTES, nonce));
    cipher.updateAAD(header);
    return cipher;
  }
}
