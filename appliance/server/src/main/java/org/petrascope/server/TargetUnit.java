package org.petrascope.server;

import java.util.Locale;

/** The unit in which a table states fractions. */
enum TargetUnit {
  FRACTION(1, "fraction", "(?i).*\\bfraction\\b.*"),
  PERCENT(100, "percent", "(?i).*(%|\\bpct\\b|_pct|per ?cent|\\bwt\\b).*"),
  PPM(1e6, "ppm", "(?i).*(\\bppm|_ppm|mg/kg|\\bg/t\\b).*");

  private final double whole;
  private final String label;
  private final String inHeaders;

  TargetUnit(double whole, String label, String inHeaders) {
    this.whole = whole;
    this.label = label;
    this.inHeaders = inHeaders;
  }

  /** What all there is amounts to in this unit. */
  double whole() {
    return whole;
  }

  String label() {
    return label;
  }

  /** Whether the name of a column states this unit. */
  boolean statedBy(String column) {
    return column.matches(inHeaders);
  }

  static TargetUnit of(String label) {
    for (TargetUnit unit : values()) {
      if (unit.label.equals(label.strip().toLowerCase(Locale.ROOT))) {
        return unit;
      }
    }
    throw new IllegalArgumentException(
        "%s is no unit: use fraction, percent or ppm".formatted(label));
  }
}
