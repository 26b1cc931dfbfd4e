package org.petrascope.store;

import java.time.Instant;

/**
 * Something that somebody did or tried.
 *
 * @param who the account, or how else somebody was known
 * @param address from where
 * @param action method and path of the request
 * @param outcome what came of it: a status of HTTP with a word
 */
public record AuditEntry(Instant at, String who, String address, String action, String outcome) {}
