package org.petrascope.store;

/**
 * Something that is to be sent: a file, or the list of a scan's files when all of them are proven.
 *
 * @param number of the file in the outbox; for a manifest that of its scan's first file
 * @param priority lower is sent first
 * @param path relative to the data folder; the scan's folder for a manifest
 * @param sha256 of the file in hexadecimal; empty for a manifest
 * @param attempts that failed until now
 * @param key under which it lay when it was proven before; empty where it never was
 */
public record Delivery(
    Kind kind,
    long number,
    int priority,
    String scan,
    String path,
    long bytes,
    String sha256,
    int attempts,
    String key) {
  /** What is sent. */
  public enum Kind {
    FILE,
    MANIFEST
  }
}
