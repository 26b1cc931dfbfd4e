package org.petrascope.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.petrascope.formats.CsvTable;
import org.petrascope.laboratory.AssayMethod;
import org.petrascope.laboratory.ComponentFraction;
import org.petrascope.laboratory.LaboratoryError;
import org.petrascope.laboratory.LaboratorySample;
import org.petrascope.laboratory.LaboratoryTable;

/**
 * A laboratory's tables, checked by the laboratory's rules, as tables of labels: the samples in the
 * column by which they are joined, their hole and formation, then every component as a mass
 * fraction with the error beside it. Phases that one XRD table does not name are none there, since
 * its phases make up the whole; what XRF did not measure stays empty.
 */
final class AssayLabels {
  private static final String ERROR = "%s error";
  private static final List<String> ABOUT = List.of("hole", "formation");

  private AssayLabels() {}

  /** A method as the command line and the API write it. */
  static String label(AssayMethod method) {
    return method.name().toLowerCase(Locale.ROOT);
  }

  static AssayMethod method(String label) {
    for (AssayMethod method : AssayMethod.values()) {
      if (method.name().equalsIgnoreCase(label.strip())) {
        return method;
      }
    }
    throw new IllegalArgumentException(
        "%s is no method of a laboratory: use xrd or xrf".formatted(label));
  }

  /**
   * What was read.
   *
   * @param notes of the laboratory's intake
   */
  record Read(List<CsvTable> tables, List<String> notes) {
    Read {
      tables = List.copyOf(tables);
      notes = List.copyOf(notes);
    }
  }

  /**
   * Reads the tables.
   *
   * @param join what the column of the samples is to be called
   */
  static Read read(List<Path> files, AssayMethod method, String join) {
    List<LaboratoryTable> tables =
        files.stream().map(file -> LaboratoryTable.read(file, method)).toList();
    TreeSet<String> components = new TreeSet<>();
    tables.stream()
        .flatMap(table -> table.samples().stream())
        .flatMap(sample -> sample.composition().components().stream())
        .forEach(component -> components.add(component.name()));
    return new Read(
        tables.stream().map(table -> table(table, join, List.copyOf(components))).toList(),
        tables.stream().flatMap(table -> table.notes().stream()).toList());
  }

  private static CsvTable table(LaboratoryTable table, String join, List<String> components) {
    List<String> header = new ArrayList<>(List.of(join));
    header.addAll(ABOUT);
    components.forEach(name -> header.addAll(List.of(name, ERROR.formatted(name))));
    List<List<String>> lines = new ArrayList<>(List.of(header));
    for (LaboratorySample sample : table.samples()) {
      List<String> cells = new ArrayList<>(List.of(sample.id(), sample.hole(), sample.formation()));
      components.forEach(name -> cells.addAll(cells(sample, name)));
      lines.add(cells);
    }
    return CsvTable.ofLines(table.name(), lines);
  }

  private static List<String> cells(LaboratorySample sample, String name) {
    return amount(sample.composition().component(name), sample.composition().method(), name)
        .map(part -> List.of(String.valueOf(part.fraction()), String.valueOf(part.error())))
        .orElse(List.of("", ""));
  }

  /** A component of a composition, or what its absence means by this method. */
  static Optional<ComponentFraction> amount(
      Optional<ComponentFraction> measured, AssayMethod method, String name) {
    return measured.isPresent() || method == AssayMethod.XRF
        ? measured
        : Optional.of(new ComponentFraction(name, 0, LaboratoryError.assumed(AssayMethod.XRD, 0)));
  }

  /** The components of such tables. */
  static List<String> components(List<CsvTable> tables) {
    List<String> columns = tables.getFirst().columns();
    return columns.stream().filter(name -> columns.contains(ERROR.formatted(name))).toList();
  }
}
