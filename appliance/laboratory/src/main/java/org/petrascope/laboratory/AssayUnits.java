package org.petrascope.laboratory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides the unit of every column: by its header; else as its like columns say; else by the
 * values, which must leave no doubt. What header and values contradict is refused. For one thread.
 */
final class AssayUnits {
  /** Rows whose parts add up to at most this are fractions. */
  private static final double FRACTION_TOTAL_MAX = 2;

  /** Rows whose parts add up to at most this, and to more than fractions do, are per cent. */
  private static final double PER_CENT_TOTAL_MAX = 200;

  private static final double WHOLE_NEAR_MIN = 0.9;
  private static final double WHOLE_NEAR_MAX = 1.1;

  private final AssayMethod method;
  private final AssayRows rows;
  private final Problems problems;
  private final List<String> notes = new ArrayList<>();

  AssayUnits(AssayMethod method, AssayRows rows, Problems problems) {
    this.method = method;
    this.rows = rows;
    this.problems = problems;
  }

  List<String> notes() {
    return notes;
  }

  /** The columns with their units; problems tell where a unit stays in doubt. */
  List<AssayColumn> decide(List<AssayColumn> columns) {
    List<AssayColumn> decided = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      AssayColumn column = columns.get(i);
      boolean part = makesUpTheWhole(column);
      AssayUnit unit =
          column
              .unit()
              .or(() -> stated(columns, part))
              .or(() -> part ? byTotal(columns) : Optional.empty())
              .or(() -> part ? Optional.empty() : byValues(columns, column))
              .orElse(AssayUnit.FRACTION);
      decided.add(column.withUnit(unit));
    }
    columns.stream()
        .filter(column -> column.unit().isEmpty())
        .findFirst()
        .ifPresent(first -> tell(decided, columns));
    if (!problems.any()) {
      requireWhatHeadersSay(decided);
    }
    return decided;
  }

  private boolean makesUpTheWhole(AssayColumn column) {
    return method == AssayMethod.XRD
        || column.isOxide()
        || column.component().equals(ComponentNames.LOSS_ON_IGNITION);
  }

  /** The one unit that columns of this kind state. */
  private Optional<AssayUnit> stated(List<AssayColumn> columns, boolean part) {
    Set<AssayUnit> units =
        columns.stream()
            .filter(column -> makesUpTheWhole(column) == part)
            .flatMap(column -> column.unit().stream())
            .collect(Collectors.toSet());
    return units.size() == 1 ? Optional.of(units.iterator().next()) : Optional.empty();
  }

  private Optional<AssayUnit> byTotal(List<AssayColumn> columns) {
    double[] factors =
        columns.stream().mapToDouble(column -> makesUpTheWhole(column) ? 1 : 0).toArray();
    double total = rows.medianTotal(factors);
    if (total > PER_CENT_TOTAL_MAX) {
      problems.add(
          "columns without a unit add up to %.4g, which is neither about 1 nor about 100: state the unit in their headers, such as \"%s (wt%%)\""
              .formatted(total, columns.getFirst().component()));
    }
    return Optional.of(total <= FRACTION_TOTAL_MAX ? AssayUnit.FRACTION : AssayUnit.PER_CENT);
  }

  private Optional<AssayUnit> byValues(List<AssayColumn> columns, AssayColumn column) {
    double largest = rows.largest(columns.indexOf(column));
    if (largest > 100) {
      return Optional.of(AssayUnit.PPM);
    }
    problems.add(
        "column \"%s\" states no unit, and its values of up to %.4g may be %% or ppm: name it \"%s_ppm\" or \"%s_pct\""
            .formatted(column.header(), largest, column.component(), column.component()));
    return Optional.empty();
  }

  private void tell(List<AssayColumn> decided, List<AssayColumn> columns) {
    for (AssayUnit unit : AssayUnit.values()) {
      List<String> names = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        if (columns.get(i).unit().isEmpty() && decided.get(i).unit().equals(Optional.of(unit))) {
          names.add(columns.get(i).header());
        }
      }
      if (!names.isEmpty()) {
        notes.add(
            "columns without a unit are read as %s: %s"
                .formatted(unit.label(), String.join(", ", names)));
      }
    }
  }

  /** Refuses a table whose rows would be whole if another unit were meant. */
  private void requireWhatHeadersSay(List<AssayColumn> columns) {
    boolean whole =
        method == AssayMethod.XRD
            || columns.stream().anyMatch(column -> column.component().equals("SiO2"));
    double total =
        rows.medianTotal(
            columns.stream()
                .mapToDouble(column -> column.unit().orElseThrow().perUnit())
                .toArray());
    Optional<AssayUnit> stated = stated(columns, true);
    if (!whole || stated.isEmpty() || near(total)) {
      return;
    }
    for (AssayUnit meant : AssayUnit.values()) {
      double asMeant = total / stated.get().perUnit() * meant.perUnit();
      if (near(asMeant)) {
        problems.add(
            "headers say %s, yet rows add up to about %.4g, which is the whole as %s: correct the headers or the values"
                .formatted(stated.get().label(), total / stated.get().perUnit(), meant.label()));
      }
    }
  }

  private static boolean near(double total) {
    return total >= WHOLE_NEAR_MIN && total <= WHOLE_NEAR_MAX;
  }
}
