package org.petrascope.store;

import java.time.Instant;
import org.petrascope.spectral.ScanId;

/**
 * A file that is to be sent.
 *
 * @param number order of enqueueing
 * @param priority lower is sent first
 * @param path relative to the data folder
 */
public record OutboxEntry(
    long number,
    int priority,
    ScanId scan,
    String path,
    long bytes,
    String sha256,
    Instant enqueuedAt) {}
