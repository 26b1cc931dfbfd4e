package org.petrascope.laboratory;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.petrascope.formats.CsvTable;
import org.petrascope.formats.Numbers;
import org.petrascope.laboratory.AssayColumns.Place;
import org.petrascope.spectral.DepthInterval;
import org.petrascope.spectral.SpectralException;

/** Turns the rows of a laboratory's table into samples, or tells all that is wrong with it. */
final class AssayReader {
  private static final double XRD_TOTAL_MIN = 0.98;
  private static final double XRF_TOTAL_MIN = 0.95;
  private static final double TOTAL_MAX = 1.02;

  private final AssayMethod method;
  private final CsvTable table;
  private final Problems problems;
  private final AssayColumns columns;
  private final AssayRows rows;
  private final List<AssayColumn> components;
  private final Map<String, Integer> rowOfSample = new HashMap<>();
  private final List<String> notes = new ArrayList<>();
  private final boolean columnsAreSure;

  private AssayReader(String name, AssayCells cells, AssayMethod method) {
    this.method = method;
    this.table = cells.table();
    this.problems = new Problems(name);
    this.columns = AssayColumns.of(table, method, problems);
    int unknown = problems.count();
    this.rows = new AssayRows(cells, columns.components(), problems);
    AssayUnits units = new AssayUnits(method, rows, problems);
    int before = problems.count();
    this.components = units.decide(columns.components());
    notes.addAll(cells.notes());
    notes.addAll(columns.notes());
    notes.addAll(units.notes());
    this.columnsAreSure = unknown == 0 && problems.count() == before;
  }

  static LaboratoryTable read(Path file, AssayMethod method) {
    AssayReader reader = new AssayReader(file.toString(), AssayCells.read(file), method);
    List<LaboratorySample> samples = new ArrayList<>();
    for (int row = 0; row < reader.rows.size(); row++) {
      reader.sample(row).ifPresent(samples::add);
    }
    reader.problems.refuse();
    return new LaboratoryTable(file.toString(), method, samples, reader.notes);
  }

  /** The sample of a row; empty when something is wrong with it. */
  private Optional<LaboratorySample> sample(int row) {
    String id = text(row, Place.SAMPLE);
    int seen = rows.seen(rows.tableRow(row));
    if (id.isEmpty() && columns.place(Place.SAMPLE).isPresent()) {
      problems.cell(seen, header(Place.SAMPLE), "the sample has no name: give it one");
    }
    Integer before = rowOfSample.putIfAbsent(id, seen);
    if (before != null && !id.isEmpty()) {
      problems.cell(
          seen,
          header(Place.SAMPLE),
          "sample %s stands in row %d already: keep one of them, or name them apart"
              .formatted(id, before));
    }
    Optional<DepthInterval> depth = depth(row, seen);
    Optional<Composition> composition =
        columnsAreSure && rows.sound(row) ? composition(row, id) : Optional.<Composition>empty();
    return problems.any()
        ? Optional.empty()
        : composition.map(
            measured -> {
              LaboratorySample sample =
                  LaboratorySample.of(id, measured)
                      .fromHole(text(row, Place.HOLE))
                      .fromFormation(text(row, Place.FORMATION));
              return depth.map(sample::fromDepth).orElse(sample);
            });
  }

  private String text(int row, Place place) {
    OptionalInt column = columns.place(place);
    return column.isPresent() ? table.cell(rows.tableRow(row), column.getAsInt()) : "";
  }

  private String header(Place place) {
    return table.columns().get(columns.place(place).orElseThrow());
  }

  private Optional<DepthInterval> depth(int row, int seen) {
    if (columns.place(Place.FROM).isEmpty() || columns.place(Place.TO).isEmpty()) {
      return Optional.empty();
    }
    String from = text(row, Place.FROM);
    String to = text(row, Place.TO);
    if (from.isEmpty() && to.isEmpty()) {
      return Optional.empty();
    }
    OptionalDouble fromM = metres(from, Place.FROM, seen);
    OptionalDouble toM = metres(to, Place.TO, seen);
    if (text(row, Place.HOLE).isEmpty() && columns.place(Place.HOLE).isPresent()) {
      problems.cell(seen, header(Place.HOLE), "there is a depth but no hole: name the hole");
    }
    if (fromM.isEmpty() || toM.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new DepthInterval(fromM.getAsDouble(), toM.getAsDouble()));
    } catch (SpectralException e) {
      problems.cell(seen, header(Place.FROM), String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private OptionalDouble metres(String text, Place place, int seen) {
    OptionalDouble number = Numbers.plain(text);
    if (number.isEmpty() || !Double.isFinite(number.getAsDouble())) {
      problems.cell(
          seen, header(place), "\"%s\" is not a depth: write metres down hole".formatted(text));
      return OptionalDouble.empty();
    }
    double unit = columns.metresPerUnit(columns.place(place).orElseThrow());
    return OptionalDouble.of(number.getAsDouble() * unit);
  }

  private Optional<Composition> composition(int row, String id) {
    double[] fractions = new double[components.size()];
    double total = 0;
    for (int i = 0; i < fractions.length; i++) {
      fractions[i] = fraction(row, i);
      total += Double.isNaN(fractions[i]) ? 0 : fractions[i];
    }
    if (!totalIsPossible(row, id, fractions, total)) {
      return Optional.empty();
    }
    double scale = method == AssayMethod.XRD ? 1 / total : 1;
    List<ComponentFraction> parts = new ArrayList<>();
    for (int i = 0; i < fractions.length; i++) {
      // A phase without a number was not detected; an element without one was not measured.
      if (!Double.isNaN(fractions[i]) || method == AssayMethod.XRD) {
        double fraction = Double.isNaN(fractions[i]) ? 0 : fractions[i] * scale;
        parts.add(
            new ComponentFraction(
                components.get(i).component(), fraction, error(row, i, fraction, scale)));
      }
    }
    if (parts.isEmpty()) {
      problems.add(
          "row %d (sample %s) holds no value: take the row out"
              .formatted(rows.seen(rows.tableRow(row)), id));
      return Optional.empty();
    }
    return Optional.of(new Composition(method, parts));
  }

  /** The mass fraction that a cell states; NaN when it states none or an impossible one. */
  private double fraction(int row, int i) {
    AssayColumn column = components.get(i);
    AssayUnit unit = column.unit().orElseThrow();
    double fraction = rows.value(row, i).value() * unit.perUnit();
    if (fraction > ComponentFraction.WHOLE_MAX) {
      problems.cell(
          rows.seen(rows.tableRow(row)),
          column.header(),
          "%s %s is more than the whole sample: correct the value, or the unit in the header%s"
              .formatted(
                  number(rows.value(row, i).value()),
                  unit.label(),
                  unit == AssayUnit.PER_CENT ? " (ppm?)" : ""));
      return Double.NaN;
    }
    return fraction;
  }

  /** A number as a table would write it. */
  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.valueOf((long) value)
        : String.valueOf(value);
  }

  private double error(int row, int i, double fraction, double scale) {
    AssayColumn column = components.get(i);
    double perUnit = column.unit().orElseThrow().perUnit();
    double stated = rows.error(row, i);
    if (!Double.isNaN(stated)) {
      AssayUnit own =
          column.error().flatMap(AssayColumn.Uncertainty::unit).orElse(column.unit().orElseThrow());
      return stated * own.perUnit() * scale;
    }
    double implied = rows.value(row, i).ownError();
    return Double.isNaN(implied)
        ? LaboratoryError.assumed(method, fraction)
        : implied * perUnit * scale;
  }

  private boolean totalIsPossible(int row, String id, double[] fractions, double total) {
    double least = method == AssayMethod.XRD ? XRD_TOTAL_MIN : xrfTotalMin(fractions);
    if (total >= least - 1e-9 && total <= TOTAL_MAX + 1e-9) {
      return true;
    }
    problems.add(
        "row %d (sample %s): %s add up to %.1f %%, expected %s%.0f %%: correct the row"
            .formatted(
                rows.seen(rows.tableRow(row)),
                id,
                method == AssayMethod.XRD ? "phases" : "oxides and elements",
                100 * total,
                least > 0 ? "%.0f to ".formatted(100 * least) : "at most ",
                100 * TOTAL_MAX));
    return false;
  }

  /** A whole-rock analysis, one with silica and loss on ignition, must be nearly whole. */
  private double xrfTotalMin(double[] fractions) {
    return measured("SiO2", fractions) && measured(ComponentNames.LOSS_ON_IGNITION, fractions)
        ? XRF_TOTAL_MIN
        : 0;
  }

  private boolean measured(String component, double[] fractions) {
    for (int i = 0; i < fractions.length; i++) {
      if (components.get(i).component().equals(component)) {
        return !Double.isNaN(fractions[i]);
      }
    }
    return false;
  }
}
