package org.petrascope.store;

import java.time.Instant;

/**
 * What the process that sends is doing.
 *
 * @param state one word: {@code NEVER, SENDING, IDLE, WINDOW, QUOTA, OFFLINE, STOPPED}
 * @param message for a person, why it does not send; empty otherwise
 * @param bytesPerS of the last transfer
 */
public record SyncState(Instant at, String state, String message, double bytesPerS) {}
