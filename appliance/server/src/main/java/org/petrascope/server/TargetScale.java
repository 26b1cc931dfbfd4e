package org.petrascope.server;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.petrascope.server.ServerException.Kind;

/**
 * The unit of target columns and how it was told: by the person, by what the values of a row sum
 * to, by the columns' names, or by the size of the values, in this order. What contradicts is
 * refused, never guessed away.
 *
 * @param note what a person should know of the decision; empty when nothing
 */
record TargetScale(TargetUnit unit, String note) {
  /** Sums of rows this near to the whole are compositions that close. */
  private static final double CLOSED_WITHIN = 0.02;

  /**
   * Decides.
   *
   * @param values [row][column], without NaN
   * @param places of the rows, for messages
   * @param stated by a person; empty when nobody did
   */
  static TargetScale decide(
      List<String> columns,
      List<double[]> values,
      List<String> places,
      Optional<TargetUnit> stated) {
    Optional<TargetUnit> closing = closing(columns, values);
    Optional<TargetUnit> header = header(columns);
    Largest largest = Largest.of(columns, values, places);
    if (stated.isPresent()) {
      closing.filter(unit -> unit != stated.get()).ifPresent(unit -> refuse(stated.get(), unit));
      return new TargetScale(stated.get(), "");
    }
    if (closing.isPresent()) {
      return byTheirSum(closing.get(), header);
    }
    if (header.isPresent()) {
      return byTheirHeader(columns, header.get(), largest);
    }
    if (largest.value() > TargetUnit.PERCENT.whole()) {
      throw unusable(
          "the targets reach %s and their columns name no unit: say --target-unit fraction, percent or ppm"
              .formatted(largest));
    }
    TargetUnit unit = largest.value() <= 1 ? TargetUnit.FRACTION : TargetUnit.PERCENT;
    return new TargetScale(
        unit,
        "the targets reach %s and are read as %s: say --target-unit if they are not"
            .formatted(largest, unit.label()));
  }

  /** The largest value and where it stands. */
  private record Largest(double value, String where) {
    static Largest of(List<String> columns, List<double[]> values, List<String> places) {
      Largest largest = new Largest(0, "");
      for (int row = 0; row < values.size(); row++) {
        for (int column = 0; column < columns.size(); column++) {
          if (values.get(row)[column] > largest.value) {
            String where = "%s, column \"%s\"".formatted(places.get(row), columns.get(column));
            largest = new Largest(values.get(row)[column], where);
          }
        }
      }
      return largest;
    }

    @Override
    public String toString() {
      return number(value) + (where.isEmpty() ? "" : " (" + where + ")");
    }
  }

  private static Optional<TargetUnit> closing(List<String> columns, List<double[]> values) {
    if (columns.size() < 2 || values.isEmpty()) {
      return Optional.empty();
    }
    double[] sums = values.stream().mapToDouble(row -> Arrays.stream(row).sum()).sorted().toArray();
    double median = sums[sums.length / 2];
    return Arrays.stream(TargetUnit.values())
        .filter(unit -> Math.abs(median / unit.whole() - 1) <= CLOSED_WITHIN)
        .findFirst();
  }

  private static Optional<TargetUnit> header(List<String> columns) {
    Set<TargetUnit> units = new LinkedHashSet<>();
    for (String column : columns) {
      for (TargetUnit unit : TargetUnit.values()) {
        if (unit.statedBy(column)) {
          units.add(unit);
        }
      }
    }
    if (units.size() > 1) {
      throw unusable(
          "the target columns %s name several units: train those of one unit at a time"
              .formatted(String.join(", ", columns)));
    }
    return units.stream().findFirst();
  }

  private static TargetScale byTheirSum(TargetUnit closing, Optional<TargetUnit> header) {
    if (header.isEmpty() || header.get() == closing) {
      return new TargetScale(closing, "");
    }
    // Compositions normalised to one under headers that still say per cent are common and plain.
    if (header.get() == TargetUnit.PERCENT && closing == TargetUnit.FRACTION) {
      return new TargetScale(
          closing, "the target columns say per cent, but sum to 1 in every row: read as fractions");
    }
    throw unusable(
        "the target columns say %s, but sum to %s as %s does: correct their names or say --target-unit"
            .formatted(header.get().label(), number(closing.whole()), closing.label()));
  }

  private static TargetScale byTheirHeader(
      List<String> columns, TargetUnit header, Largest largest) {
    if (largest.value() > header.whole() * (1 + CLOSED_WITHIN)) {
      throw unusable(
          "the columns %s say %s, but reach %s: correct their names or the values, or say --target-unit"
              .formatted(String.join(", ", columns), header.label(), largest));
    }
    return new TargetScale(header, "");
  }

  private static void refuse(TargetUnit stated, TargetUnit closing) {
    throw unusable(
        "--target-unit says %s, but the targets sum to %s as %s does: leave the option out or correct the table"
            .formatted(stated.label(), number(closing.whole()), closing.label()));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.6g", value)
        .replaceFirst("(\\.\\d*?)0+$", "$1")
        .replaceFirst("\\.$", "");
  }

  private static ServerException unusable(String sentence) {
    return new ServerException(Kind.UNUSABLE, sentence);
  }
}
