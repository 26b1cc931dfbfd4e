package org.petrascope.scan;

import java.time.Clock;
import java.util.random.RandomGenerator;
import org.petrascope.spectral.Execution;
import org.petrascope.store.Store;

/**
 * What a station works in.
 *
 * @param random makes ids; used by one thread at a time
 * @param execution what does the computing, for provenance
 */
public record Surroundings(Store store, Clock clock, RandomGenerator random, Execution execution) {}
