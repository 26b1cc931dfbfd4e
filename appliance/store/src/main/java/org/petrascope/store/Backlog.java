package org.petrascope.store;

/**
 * How much was sent and how much waits.
 *
 * @param filesWaiting not proven yet
 * @param scansWaiting whose list of files is not proven yet
 * @param filesRefused of those that wait, refused until a person changes something
 * @param oldestWaiting ISO 8601 time at which the oldest waiting file was enqueued; empty for none
 * @param message why the most urgent waiting file was not taken at the last attempt; empty while
 *     there is no reason
 */
public record Backlog(
    long filesWaiting,
    long bytesWaiting,
    long scansWaiting,
    long filesRefused,
    long filesProven,
    long bytesProven,
    long bytesFreed,
    String oldestWaiting,
    String message) {}
