package org.petrascope.update;

import java.util.Optional;

/**
 * A release that this box is to have.
 *
 * @param back whether it is older than what runs, and meant to be
 * @param state how far it is on its way
 * @param consent who agreed to it; empty while nobody has
 */
public record Offer(
    ReleaseManifest manifest, boolean back, State state, Optional<Consent> consent) {
  /** How far a release is. */
  public enum State {
    OFFERED,
    DOWNLOADED,
    UNSUITABLE
  }
}
