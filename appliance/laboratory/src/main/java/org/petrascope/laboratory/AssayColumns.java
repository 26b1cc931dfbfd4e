package org.petrascope.laboratory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.petrascope.formats.CsvTable;
import org.petrascope.formats.Numbers;

/** What the columns of a laboratory's table hold, found by their names. For one thread. */
final class AssayColumns {
  /** A column that says which sample a row is, and where it was taken. */
  enum Place {
    SAMPLE(
        "sample sampleid sampleno samplenr samplenumber samplename sampleref specimen specimenid labid id"),
    HOLE(
        "hole holeid holename drillhole drillholeid borehole boreholeid bhid dhid ddh well wellid"),
    FORMATION("formation fm stratigraphy lithostratigraphy"),
    FROM("from fromdepth depthfrom top depthtop topdepth samplefrom start mfrom"),
    TO("to todepth depthto base bottom depthbase depthbottom sampleto mto");

    private final String names;

    Place(String names) {
      this.names = names;
    }

    private boolean named(String word) {
      return !word.isEmpty() && (" " + names + " ").contains(" " + word + " ");
    }
  }

  /** Columns of numbers that are no component. */
  private static final Set<String> NO_COMPONENT =
      Set.of(
          "total", "sum", "rwp", "rp", "rexp", "gof", "chi2", "batch", "job", "date", "weightg",
          "depth", "depthm", "year", "row", "no", "nr");

  private static final double METRES_PER_FOOT = 0.3048;

  private final CsvTable table;
  private final AssayMethod method;
  private final Problems problems;
  private final Map<Place, Integer> places = new HashMap<>();
  private final Map<String, AssayColumn> components = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();

  private AssayColumns(CsvTable table, AssayMethod method, Problems problems) {
    this.table = table;
    this.method = method;
    this.problems = problems;
  }

  static AssayColumns of(CsvTable table, AssayMethod method, Problems problems) {
    AssayColumns columns = new AssayColumns(table, method, problems);
    List<Integer> errors = new ArrayList<>();
    for (int column = 0; column < table.columns().size(); column++) {
      columns.take(column, errors);
    }
    errors.forEach(columns::takeError);
    columns.requireWhatIsNeeded();
    return columns;
  }

  private void take(int column, List<Integer> errors) {
    String header = table.columns().get(column);
    HeaderWords words = HeaderWords.of(header);
    Optional<Place> place = place(header);
    if (place.isPresent()) {
      takePlace(place.get(), column);
    } else if (words.isError()) {
      errors.add(column);
    } else if (!NO_COMPONENT.contains(letters(header))
        && !NO_COMPONENT.contains(letters(words.name()))) {
      takeComponent(column, words);
    } else {
      notes.add("column \"%s\" is left out".formatted(header));
    }
  }

  private static String letters(String header) {
    return header.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  private static Optional<Place> place(String header) {
    String whole = letters(header);
    String bare =
        letters(header.replaceFirst("(?i)[\\s_\\[(]+(m|ft|feet|metres|meters)[\\])]?$", ""));
    for (Place place : Place.values()) {
      if (place.named(whole) || place.named(bare)) {
        return Optional.of(place);
      }
    }
    return Optional.empty();
  }

  private void takePlace(Place place, int column) {
    Integer first = places.putIfAbsent(place, column);
    if (first != null && place == Place.SAMPLE) {
      notes.add(
          "samples are named by column \"%s\"; \"%s\" is left out"
              .formatted(table.columns().get(first), table.columns().get(column)));
    } else if (first != null) {
      problems.add(
          "columns \"%s\" and \"%s\" say the same: take one out"
              .formatted(table.columns().get(first), table.columns().get(column)));
    }
  }

  private void takeComponent(int column, HeaderWords words) {
    String header = table.columns().get(column);
    Optional<ComponentNames.Named> named = ComponentNames.find(method, words.name());
    if (named.isEmpty() && !holdsNumbers(column)) {
      if (!header.isEmpty()) {
        notes.add("column \"%s\" is left out: it holds no numbers".formatted(header));
      }
    } else if (named.isEmpty()) {
      problems.add(
          "column \"%s\" names no %s that is known: %s"
              .formatted(
                  header,
                  ComponentNames.kind(method),
                  ComponentNames.remedy(method, words.name())));
    } else {
      if (!named.get().note().isEmpty()) {
        notes.add(named.get().note());
      }
      AssayColumn other =
          components.putIfAbsent(
              named.get().component(),
              new AssayColumn(named.get().component(), header, column, words.unit()));
      if (other != null) {
        problems.add(
            "columns \"%s\" and \"%s\" both mean %s: add them up or take one out"
                .formatted(other.header(), header, named.get().component()));
      }
    }
  }

  private boolean holdsNumbers(int column) {
    for (int row = 0; row < table.size(); row++) {
      if (Numbers.plain(table.cell(row, column)).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private void takeError(int column) {
    String header = table.columns().get(column);
    HeaderWords words = HeaderWords.of(header);
    AssayColumn of =
        ComponentNames.find(method, words.name())
            .map(named -> components.get(named.component()))
            .orElse(null);
    if (of == null) {
      problems.add(
          "column \"%s\" is the error of a component that the table does not have: correct its name"
              .formatted(header));
    } else if (of.error().isPresent()) {
      problems.add(
          "columns \"%s\" and \"%s\" are both the error of %s: take one out"
              .formatted(of.error().get().header(), header, of.component()));
    } else {
      components.put(
          of.component(),
          of.withError(new AssayColumn.Uncertainty(header, column, words.unit(), words.sigmas())));
    }
  }

  private void requireWhatIsNeeded() {
    if (!places.containsKey(Place.SAMPLE)) {
      problems.add("no column names the samples: name one \"sample\"");
    }
    if (components.isEmpty()) {
      problems.add(
          "no column names a %s: is this a table of %s results?"
              .formatted(ComponentNames.kind(method), method));
    }
    if (places.containsKey(Place.FROM) != places.containsKey(Place.TO)) {
      problems.add("depths need two columns, \"from\" and \"to\": add the missing one");
    } else if (places.containsKey(Place.FROM) && !places.containsKey(Place.HOLE)) {
      problems.add("depths need the name of their hole: add a column \"hole\"");
    }
  }

  OptionalInt place(Place place) {
    Integer column = places.get(place);
    return column == null ? OptionalInt.empty() : OptionalInt.of(column);
  }

  /** Metres that one unit of a depth column is. */
  double metresPerUnit(int column) {
    return table.columns().get(column).matches("(?i).*[\\s_\\[(](ft|feet)[\\])]?$")
        ? METRES_PER_FOOT
        : 1;
  }

  List<AssayColumn> components() {
    return List.copyOf(components.values());
  }

  /** What was decided about names and columns. */
  List<String> notes() {
    return List.copyOf(notes);
  }
}
