package org.petrascope.store;

import java.time.Instant;

/**
 * What the remote store said when it proved that it has something.
 *
 * @param key under which it is there
 * @param sentBytes as they lie there, which are more than the file's when they are encrypted
 * @param eTag the store's own mark
 * @param crc32c empty where the store does not tell
 * @param proof one word for how it was compared
 */
public record DeliveryProof(
    String key, long sentBytes, String eTag, String crc32c, String proof, Instant at) {}
