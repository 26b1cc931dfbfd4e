package org.petrascope.fleet;

import java.time.Period;
import java.util.Arrays;
import java.util.Locale;

/**
 * A role of The Update Framework. What a role signs expires, so that a box notices when somebody
 * keeps it from newer metadata.
 */
public enum Role {
  ROOT(Period.ofDays(730)),
  TARGETS(Period.ofDays(365)),
  SNAPSHOT(Period.ofDays(90)),

  /** Long enough for a stick that travels to a site without a link. */
  TIMESTAMP(Period.ofDays(30));

  private final Period validity;

  Role(Period validity) {
    this.validity = validity;
  }

  Period validity() {
    return validity;
  }

  /** The word in metadata and on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of this word; others are refused. */
  public static Role of(String label) {
    return Arrays.stream(values())
        .filter(role -> role.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s is no role: use root, targets, snapshot or timestamp".formatted(label)));
  }
}
