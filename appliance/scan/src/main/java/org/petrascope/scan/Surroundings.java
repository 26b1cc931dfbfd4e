package org.petrascope.scan;

import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.petrascope.spectral.Execution;
import org.petrascope.store.Store;

/**
 * What a station works in.
 *
 * @param random makes ids; used by one thread at a time
 * @param execution what does the computing, for provenance
 * @param patience how long a scan waits for its camera to come back
 */
public record Surroundings(
    Store store, Clock clock, RandomGenerator random, Execution execution, Duration patience) {
  /** With the usual patience. */
  public Surroundings(Store store, Clock clock, RandomGenerator random, Execution execution) {
    this(store, clock, random, execution, CameraKeeper.PATIENCE);
  }
}
