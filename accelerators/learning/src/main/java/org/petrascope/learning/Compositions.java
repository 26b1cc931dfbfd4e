package org.petrascope.learning;

import java.util.List;

/**
 * The composition of every row: fractions of the components, and the laboratory's own error of
 * each. A composition closes when its components sum to one; single targets such as one assay need
 * not. Immutable.
 */
public final class Compositions implements Target {
  private static final double CLOSED_WITHIN = 0.02;

  private final List<String> components;
  private final Rows fractions;
  private final Rows errors;

  /**
   * @param fractions [row][component], from 0 to 1
   * @param errors one standard deviation of each, 0 where it is not known
   */
  public Compositions(List<String> components, Rows fractions, Rows errors) {
    if (fractions.columns() != components.size()
        || errors.columns() != components.size()
        || errors.count() != fractions.count()) {
      throw new IllegalArgumentException(
          "%d components, but fractions are %s and errors %s"
              .formatted(components.size(), fractions, errors));
    }
    this.components = List.copyOf(components);
    this.fractions = fractions;
    this.errors = errors;
  }

  /** Compositions whose laboratory errors nobody stated. */
  public static Compositions exact(List<String> components, Rows fractions) {
    return new Compositions(
        components,
        fractions,
        new Rows(fractions.count(), fractions.columns(), new float[fractions.values().length]));
  }

  @Override
  public String task() {
    return "abundance";
  }

  @Override
  public int count() {
    return fractions.count();
  }

  @Override
  public List<String> names() {
    return components;
  }

  /** Fractions, [row][component]. */
  public Rows fractions() {
    return fractions;
  }

  /** One standard deviation of the laboratory's error, [row][component]; 0 where unknown. */
  public Rows errors() {
    return errors;
  }

  /** Whether every row's components sum to one within 0.02, so that predictions must as well. */
  public boolean closes() {
    for (int row = 0; row < count(); row++) {
      double sum = 0;
      for (int component = 0; component < components.size(); component++) {
        sum += fractions.at(row, component);
      }
      if (!(Math.abs(sum - 1) <= CLOSED_WITHIN)) {
        return false;
      }
    }
    return components.size() > 1;
  }

  @Override
  public Compositions select(int... rows) {
    return new Compositions(components, fractions.select(rows), errors.select(rows));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Compositions c
        && components.equals(c.components)
        && fractions.equals(c.fractions)
        && errors.equals(c.errors);
  }

  @Override
  public int hashCode() {
    return 31 * components.hashCode() + fractions.hashCode();
  }
}
