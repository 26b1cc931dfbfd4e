package org.petrascope.sync;

import java.util.Optional;

/** What a box tells those who look after it, and what they order, through the store. */
@FunctionalInterface
public interface Post {
  /** Nothing is told and nothing asked. */
  Post NONE = Optional::empty;

  /**
   * Brings letters and fetches orders; what the link prevents is left for the next time.
   *
   * @return the settings of an order that was accepted just now
   */
  Optional<SyncSettings> exchange();

  /** This one, and then another. */
  default Post then(Post next) {
    return () -> {
      Optional<SyncSettings> first = exchange();
      Optional<SyncSettings> second = next.exchange();
      return second.isPresent() ? second : first;
    };
  }
}
