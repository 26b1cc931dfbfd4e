package org.petrascope.update;

import java.util.Arrays;
import java.util.Locale;

/** How early a box is given new releases. */
public enum Ring {
  CANARY,
  EARLY,
  ALL;

  /** The word in documents, configuration and on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The ring of this word; others are refused. */
  public static Ring of(String label) {
    return Arrays.stream(values())
        .filter(ring -> ring.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s is no ring: use canary, early or all".formatted(label)));
  }
}
