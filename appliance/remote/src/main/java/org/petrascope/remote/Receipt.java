package org.petrascope.remote;

/**
 * What a store says it holds under a key.
 *
 * @param eTag the store's own mark of these bytes
 * @param crc32c in base 64, with the number of parts where there are several, as S3 writes it;
 *     empty where the store does not tell
 * @param proof how it was found to be what was sent
 */
public record Receipt(long bytes, String eTag, String crc32c, Proof proof) {
  /** How the bytes in the store were compared with ours. */
  public enum Proof {
    /** The store was asked only what it has. */
    NONE,
    /** The store's CRC32C is ours. */
    CRC32C,
    /** The store's ETag is the MD5 sum of our bytes. */
    MD5,
    /** The bytes were fetched and their SHA-256 is ours. */
    READ_BACK
  }

  Receipt by(Proof proof) {
    return new Receipt(bytes, eTag, crc32c, proof);
  }

  /** Whether the store still says the same as in the other receipt, however that was proven. */
  public boolean same(Receipt other) {
    return bytes == other.bytes && eTag.equals(other.eTag) && crc32c.equals(other.crc32c);
  }
}
