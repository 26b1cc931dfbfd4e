package org.petrascope.laboratory;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An oxide of one element, such as Al2O3, and the conversion between the two.
 *
 * @param atoms atoms of the element in the formula
 * @param oxygens atoms of oxygen in the formula
 */
public record Oxide(String element, int atoms, int oxygens) {
  private static final Pattern FORMULA = Pattern.compile("([A-Z][A-Za-z]?)(\\d?)O(\\d?)");

  public Oxide {
    if (atoms < 1 || oxygens < 1 || element.equals("O") || AtomicWeights.of(element).isEmpty()) {
      throw new IllegalArgumentException(
          "%s%dO%d is not an oxide".formatted(element, atoms, oxygens));
    }
  }

  /** Reads a formula; capitals throughout, as some laboratories write (SIO2), are taken too. */
  public static Optional<Oxide> parse(String formula) {
    Matcher matcher = FORMULA.matcher(formula);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String letters = matcher.group(1);
    String symbol = letters.charAt(0) + letters.substring(1).toLowerCase(java.util.Locale.ROOT);
    return symbol.equals("O") || AtomicWeights.of(symbol).isEmpty()
        ? Optional.empty()
        : Optional.of(new Oxide(symbol, count(matcher.group(2)), count(matcher.group(3))));
  }

  private static int count(String digits) {
    return digits.isEmpty() ? 1 : Math.max(1, Integer.parseInt(digits));
  }

  public String formula() {
    return element + (atoms > 1 ? atoms : "") + "O" + (oxygens > 1 ? oxygens : "");
  }

  /**
   * Mass of the element in a unit mass of the oxide: {@code a M(E) / (a M(E) + b M(O))} for E_a
   * O_b, with standard atomic weights M. An element's mass divided by it is the oxide's.
   */
  public double elementShare() {
    double metal = atoms * AtomicWeights.of(element).orElseThrow();
    return metal / (metal + oxygens * AtomicWeights.of("O").orElseThrow());
  }

  @Override
  public String toString() {
    return formula();
  }
}
