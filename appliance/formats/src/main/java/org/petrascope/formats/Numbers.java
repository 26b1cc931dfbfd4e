package org.petrascope.formats;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;

/** Numbers as tables write them. */
public final class Numbers {
  private static final Set<String> MISSING = Set.of("", "nan", "na", "n/a", "null", "none", "-");

  /**
   * USGS libraries write -1.23e34 for a deleted point, and less where it was averaged with its
   * neighbours; nothing that is measured is that far below zero.
   */
  static final double DELETED_MAX = -1e6;

  private Numbers() {}

  /** The number; NaN when the text says that there is none, empty when it is no number at all. */
  static OptionalDouble measured(String text) {
    if (MISSING.contains(text.toLowerCase(Locale.ROOT))) {
      return OptionalDouble.of(Double.NaN);
    }
    OptionalDouble number = plain(text);
    return number.isPresent() && number.getAsDouble() < DELETED_MAX
        ? OptionalDouble.of(Double.NaN)
        : number;
  }

  /** The number, empty when the text is none. */
  public static OptionalDouble plain(String text) {
    // Double.parseDouble takes "1d" and "0x1p3" as well, which no table means.
    if (text.isEmpty() || !"+-.0123456789".contains(text.substring(0, 1)) || endsInLetter(text)) {
      return OptionalDouble.empty();
    }
    try {
      return OptionalDouble.of(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  private static boolean endsInLetter(String text) {
    return Character.isLetter(text.charAt(text.length() - 1));
  }
}
