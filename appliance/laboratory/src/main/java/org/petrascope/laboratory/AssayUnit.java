package org.petrascope.laboratory;

import java.util.Optional;

/** Unit of a column of mass fractions. */
enum AssayUnit {
  FRACTION(1, "fraction"),
  PER_CENT(1e-2, "%"),
  PPM(1e-6, "ppm"),
  PPB(1e-9, "ppb");

  private final double perUnit;
  private final String label;

  AssayUnit(double perUnit, String label) {
    this.perUnit = perUnit;
    this.label = label;
  }

  /** Mass fraction of one unit. */
  double perUnit() {
    return perUnit;
  }

  String label() {
    return label;
  }

  /** The unit that a word of a header, in lower case, names. */
  static Optional<AssayUnit> ofWord(String word) {
    return switch (word) {
      case "fraction", "frac" -> Optional.of(FRACTION);
      case "%", "pct", "percent", "wtpct" -> Optional.of(PER_CENT);
      case "ppm", "g/t", "mg/kg", "ug/g" -> Optional.of(PPM);
      case "ppb", "mg/t", "ug/kg", "ng/g" -> Optional.of(PPB);
      default -> Optional.empty();
    };
  }
}
