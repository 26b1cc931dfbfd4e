package org.petrascope.store;

import java.time.Instant;

/**
 * Something that happened and is kept for the record.
 *
 * @param kind one word, such as {@code scan}
 * @param subject id of what it happened to
 * @param detail what happened
 */
public record Event(Instant at, String kind, String subject, String detail) {}
