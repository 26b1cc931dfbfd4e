package org.petrascope.fleet;

/**
 * How many keys root and targets have, and how many of them must sign.
 *
 * @param threshold from 1 to the number of keys
 */
public record Quorum(int keys, int threshold) {
  private static final int KEYS_MAX = 20;

  public Quorum {
    if (threshold < 1 || threshold > keys || keys > KEYS_MAX) {
      throw new IllegalArgumentException(
          "%d of %d keys cannot sign: use a threshold from 1 to the number of keys, of which there are at most %d"
              .formatted(threshold, keys, KEYS_MAX));
    }
  }
}
