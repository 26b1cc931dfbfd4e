package org.petrascope.server;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Something that must move on for the appliance to be alive.
 *
 * @param question asked from any thread, one at a time; answers what does not move, in a sentence,
 *     or nothing when all is well. It may hang with what it asks.
 */
record Vital(String name, Supplier<Optional<String>> question) {}
