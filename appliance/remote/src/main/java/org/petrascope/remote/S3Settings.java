package org.petrascope.remote;

import java.time.Duration;

/**
 * How an S3 server is spoken to.
 *
 * @param partBytes larger objects are sent in parts of this size; S3 takes none under 5 MiB
 * @param patience without a byte for so long the link counts as cut
 */
public record S3Settings(int partBytes, Duration patience) {
  public static final int PART_BYTES_MIN = 5 << 20;
  public static final int PART_BYTES_MAX = 64 << 20;
  public static final S3Settings DEFAULT = new S3Settings(8 << 20, Duration.ofSeconds(30));

  public S3Settings {
    if (partBytes < PART_BYTES_MIN || partBytes > PART_BYTES_MAX) {
      throw new IllegalArgumentException(
          "parts of %d bytes: expected %d to %d"
              .formatted(partBytes, PART_BYTES_MIN, PART_BYTES_MAX));
    }
  }
}
