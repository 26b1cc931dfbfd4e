package org.petrascope.store;

import java.time.Instant;

/**
 * Somebody who may sign in.
 *
 * @param name as it is typed; small letters, digits, dot and hyphen
 */
public record Account(String name, Role role, Instant createdAt) {}
