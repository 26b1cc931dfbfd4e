package org.petrascope.remote;

/**
 * Whether a store can be reached.
 *
 * @param reachable whether it answered as only it can
 * @param message why it did not; empty when it did
 */
public record Reach(boolean reachable, String message) {
  static final Reach YES = new Reach(true, "");

  static Reach not(String message) {
    return new Reach(false, message);
  }
}
