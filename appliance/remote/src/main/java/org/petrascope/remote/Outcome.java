package org.petrascope.remote;

import java.time.Duration;

/** What became of putting an object. */
public sealed interface Outcome {
  /**
   * The store proved that it has the bytes.
   *
   * @param already whether it had them before
   */
  record Stored(Receipt receipt, boolean already) implements Outcome {}

  /**
   * Not yet: the link, the store or somebody more urgent prevented it.
   *
   * @param retryAfter how long the store asked to be left alone; zero when it did not
   */
  record Deferred(String reason, Duration retryAfter) implements Outcome {
    static Deferred because(String reason) {
      return new Deferred(reason, Duration.ZERO);
    }
  }

  /** It will not be taken until a person changes something; the reason names what. */
  record Refused(String reason) implements Outcome {}
}
