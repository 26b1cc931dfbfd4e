package org.petrascope.laboratory;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.petrascope.formats.Numbers;

/**
 * What a cell of a laboratory's table says, in the column's unit. "Less than x" is taken for evenly
 * likely between 0 and x: x / 2 with a standard deviation of x / sqrt(12).
 *
 * @param value the value; NaN when the cell says that there is none
 * @param ownError one standard deviation that the cell itself implies; NaN when it implies none
 */
record AssayCell(double value, double ownError) {
  private static final Set<String> NOT_DETECTED =
      Set.of("nd", "n.d.", "n.d", "not detected", "bdl", "b.d.l.", "-", "\u2013");
  private static final double SQRT_12 = Math.sqrt(12);
  private static final AssayCell NONE = new AssayCell(Double.NaN, Double.NaN);

  boolean present() {
    return !Double.isNaN(value);
  }

  /** The cell, empty when its text is neither a number nor a way to say that there is none. */
  static Optional<AssayCell> of(String text) {
    if (text.isEmpty() || NOT_DETECTED.contains(text.toLowerCase(Locale.ROOT))) {
      return Optional.of(NONE);
    }
    boolean below = text.startsWith("<");
    OptionalDouble number = Numbers.plain(below ? text.substring(1).strip() : text);
    if (number.isEmpty() || !Double.isFinite(number.getAsDouble())) {
      return Optional.empty();
    }
    double value = number.getAsDouble();
    return Optional.of(
        below ? new AssayCell(value / 2, value / SQRT_12) : new AssayCell(value, Double.NaN));
  }
}
