package org.petrascope.laboratory;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A column of mass fractions, and the column of their errors where there is one. Immutable. */
final class AssayColumn {
  private final String component;
  private final String header;
  private final int column;
  private final @Nullable AssayUnit unit;
  private final @Nullable Uncertainty error;

  /** A column of errors, each as many standard deviations as stated. */
  record Uncertainty(String header, int column, Optional<AssayUnit> unit, int sigmas) {}

  AssayColumn(String component, String header, int column, Optional<AssayUnit> unit) {
    this(component, header, column, unit.orElse(null), null);
  }

  private AssayColumn(
      String component,
      String header,
      int column,
      @Nullable AssayUnit unit,
      @Nullable Uncertainty error) {
    this.component = component;
    this.header = header;
    this.column = column;
    this.unit = unit;
    this.error = error;
  }

  AssayColumn withError(Uncertainty other) {
    return new AssayColumn(component, header, column, unit, other);
  }

  AssayColumn withUnit(AssayUnit other) {
    return new AssayColumn(component, header, column, other, error);
  }

  String component() {
    return component;
  }

  String header() {
    return header;
  }

  int column() {
    return column;
  }

  /** The unit, once it is known. */
  Optional<AssayUnit> unit() {
    return Optional.ofNullable(unit);
  }

  Optional<Uncertainty> error() {
    return Optional.ofNullable(error);
  }

  /** Whether the component is an oxide, which makes up rock, not a trace of it. */
  boolean isOxide() {
    return Oxide.parse(component).isPresent();
  }
}
