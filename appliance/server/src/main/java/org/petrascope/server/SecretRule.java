package org.petrascope.server;

import java.util.Locale;
import java.util.Optional;
import org.petrascope.store.Role;

/**
 * What a PIN or password must be. A technician's may be a PIN that gloves can type; tries are
 * limited, so six digits hold (NIST SP 800-63B, section 5.1.1: six for chosen at random, eight
 * characters for chosen by people).
 */
final class SecretRule {
  private static final int PIN_MIN = 6;
  private static final int PASSWORD_MIN = 10;
  private static final int MAX = 128;

  private SecretRule() {}

  /** Why somebody of this name and role cannot have this secret; empty when it will do. */
  static Optional<String> refusal(String account, Role role, String secret) {
    if (secret.length() > MAX) {
      return Optional.of("has %d characters: use at most %d".formatted(secret.length(), MAX));
    }
    if (role == Role.TECHNICIAN && secret.matches("[0-9]+")) {
      return secret.length() < PIN_MIN || series(secret)
          ? Optional.of(
              "is too easy to guess: use at least %d digits that are no series such as 123456 or 111111"
                  .formatted(PIN_MIN))
          : Optional.empty();
    }
    if (secret.length() < PASSWORD_MIN || secret.toLowerCase(Locale.ROOT).contains(account)) {
      return Optional.of(
          "is too easy to guess: use at least %d characters without the account's name"
              .formatted(PASSWORD_MIN));
    }
    return Optional.empty();
  }

  /** Every digit the same step from the one before. */
  private static boolean series(String digits) {
    int step = digits.charAt(1) - digits.charAt(0);
    for (int i = 2; i < digits.length(); i++) {
      if (digits.charAt(i) - digits.charAt(i - 1) != step) {
        return false;
      }
    }
    return Math.abs(step) <= 1;
  }
}
