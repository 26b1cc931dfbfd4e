package org.petrascope.server;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.petrascope.learning.Compositions;
import org.petrascope.learning.Dataset;
import org.petrascope.learning.Labels;
import org.petrascope.learning.Rows;
import org.petrascope.learning.Target;
import org.petrascope.server.ServerException.Kind;
import org.petrascope.spectral.Wavelengths;

/**
 * Makes what is learned from out of tables of spectra and of what is known of them. Rows without a
 * composition are left out and told; rows without a class stay as rows of unknown class. For one
 * thread.
 */
final class TableIntake {
  /** Texts that stand for no class; TSG's expert system writes NIL and INVALID. */
  private static final Set<String> NO_CLASS =
      Set.of("", "nil", "invalid", "nan", "na", "n/a", "null", "-");

  private static final List<String> ERROR_NAMES =
      List.of("%s error", "%s_error", "%s err", "%s_err", "± %s", "±%s");

  /** More than this of the whole is more than there can be. */
  private static final double TOTAL_MAX = 1.02;

  private static final int NAMED_MAX = 5;

  private final TableOrder order;
  private final JoinedTables tables;
  private final List<String> targets;
  private final List<String> notes = new ArrayList<>();
  private final Set<String> references = new TreeSet<>();

  private TableIntake(TableOrder order) {
    this.order = order;
    this.tables = JoinedTables.read(order);
    notes.addAll(tables.notes());
    this.targets =
        order.targets().isEmpty()
            ? AssayLabels.components(tables.labels())
            : ColumnNames.split(order.targets(), tables.columns(), tables.source());
    targets.forEach(tables::requireEverywhere);
    if (!order.group().isEmpty() && !groupedByTable()) {
      ColumnNames.require(order.group(), tables.columns(), tables.source());
      tables.requireEverywhere(order.group());
    }
  }

  /** Reads and checks the tables. */
  static TrainingData read(TableOrder order) {
    TableIntake intake = new TableIntake(order);
    return order.task() == LearningTask.CLASSIFY ? intake.classes() : intake.compositions();
  }

  /** Rows under way into a dataset. */
  private static final class Collected {
    private final CommonBands bands;
    private final List<float[]> values = new ArrayList<>();
    private final List<String> groups = new ArrayList<>();
    private final List<String> places = new ArrayList<>();

    Collected(CommonBands bands) {
      this.bands = bands;
    }

    void add(float[] row, String group, String place) {
      values.add(row);
      groups.add(group);
      places.add(place);
    }

    Rows rows() {
      int columns = bands.shape().columns();
      float[] all = new float[Math.multiplyExact(values.size(), columns)];
      for (int row = 0; row < values.size(); row++) {
        System.arraycopy(values.get(row), 0, all, row * columns, columns);
      }
      return new Rows(values.size(), columns, all);
    }
  }

  private TrainingData classes() {
    if (targets.size() != 1) {
      throw unusable(
          "%d target columns are named, classes are learned from one: name one with --target"
              .formatted(targets.size()));
    }
    List<String> texts =
        tables.rows().stream().map(row -> row.text(targets.getFirst()).orElse("").strip()).toList();
    TreeSet<String> known = new TreeSet<>(texts);
    known.removeIf(TableIntake::isNoClass);
    Optional<LibraryRows> library = order.library().map(LibraryRows::new);
    Collected collected = new Collected(bandsTelling(known, bands(library)));
    library.ifPresent(records -> known.addAll(records.groups(known, collected.bands)));
    List<String> classes = List.copyOf(known);
    List<Integer> labels = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      labels.add(isNoClass(texts.get(i)) ? Labels.UNKNOWN : classes.indexOf(texts.get(i)));
      add(collected, tables.rows().get(i));
    }
    long unknown = labels.stream().filter(label -> label == Labels.UNKNOWN).count();
    if (unknown > 0) {
      notes.add(
          "%d of %d spectra have no class in column \"%s\""
              .formatted(unknown, texts.size(), targets.getFirst()));
    }
    library.ifPresent(records -> addLibrary(records, classes, collected, labels));
    int[] indices = labels.stream().mapToInt(Integer::intValue).toArray();
    return data(collected, new Labels(classes, indices));
  }

  private void addLibrary(
      LibraryRows library, List<String> classes, Collected collected, List<Integer> labels) {
    int given =
        library.give(
            classes,
            collected.bands,
            (values, label, group, place) -> {
              collected.add(values, group, place);
              labels.add(label);
              references.add(group);
            });
    notes.add(
        "%d records of the library show one of the classes and are learned from".formatted(given));
  }

  private CommonBands bandsTelling(Set<String> classes, CommonBands bands) {
    if (!SharpBands.tell(classes, bands.shape())) {
      return bands;
    }
    CommonBands sharp = bands.within(SharpBands.RANGE);
    if (sharp.shape().bands() < bands.shape().bands()) {
      notes.add(SharpBands.LEARNED_ALONE);
    }
    return sharp;
  }

  /** Whether a text stands for no class. */
  static boolean isNoClass(String text) {
    return NO_CLASS.contains(text.toLowerCase(Locale.ROOT));
  }

  private CommonBands bands(Optional<LibraryRows> library) {
    List<Wavelengths> others =
        library.map(records -> List.of(records.library().wavelengths())).orElse(List.of());
    CommonBands bands = CommonBands.of(tables.spectra(), others, order.resample());
    int whole = tables.spectra().getFirst().wavelengths().count();
    if (bands.shape().bands() < whole) {
      notes.add("%d of %d bands are common to all sources".formatted(bands.shape().bands(), whole));
    }
    return bands;
  }

  private TrainingData compositions() {
    if (order.library().isPresent()) {
      throw unusable(
          "a library shows pure minerals, no measured compositions: leave --library out, or classify");
    }
    Collected collected = new Collected(bands(Optional.empty()));
    List<double[]> values = new ArrayList<>();
    List<double[]> errors = new ArrayList<>();
    List<String> incomplete = new ArrayList<>();
    for (TrainingRow row : tables.rows()) {
      double[] its = targets.stream().mapToDouble(row::number).toArray();
      if (Arrays.stream(its).anyMatch(Double::isNaN)) {
        incomplete.add(row.place());
        continue;
      }
      values.add(its);
      errors.add(targets.stream().mapToDouble(target -> error(row, target)).toArray());
      add(collected, row);
    }
    if (values.isEmpty()) {
      throw unusable(
          "none of %d spectra has a value in all of the columns %s: check the tables"
              .formatted(tables.rows().size(), String.join(", ", targets)));
    }
    if (!incomplete.isEmpty()) {
      notes.add(
          "%d spectra lack a target and are left out: %s"
              .formatted(incomplete.size(), firstOf(incomplete)));
    }
    Optional<TargetUnit> stated = order.assay().map(_ -> TargetUnit.FRACTION).or(order::unit);
    TargetScale scale = TargetScale.decide(targets, values, collected.places, stated);
    if (!scale.note().isEmpty()) {
      notes.add(scale.note());
    }
    requirePossible(values, collected.places, scale.unit());
    Target target =
        new Compositions(targets, scaled(values, scale.unit()), scaled(errors, scale.unit()));
    return data(collected, target);
  }

  /** The laboratory's own error of a target where a column beside it states one; else 0. */
  private double error(TrainingRow row, String target) {
    for (String name : ERROR_NAMES) {
      double error = row.number(name.formatted(target));
      if (!Double.isNaN(error)) {
        return error;
      }
    }
    return 0;
  }

  /** Refuses rows whose targets sum to more than there can be. */
  private void requirePossible(List<double[]> values, List<String> places, TargetUnit unit) {
    List<String> problems = new ArrayList<>();
    for (int row = 0; row < values.size(); row++) {
      double total = Arrays.stream(values.get(row)).sum() / unit.whole();
      if (targets.size() > 1 && total > TOTAL_MAX) {
        problems.add(
            String.format(
                Locale.ROOT,
                "%s: columns %s sum to %.1f %%",
                places.get(row),
                String.join(", ", targets),
                100 * total));
      }
    }
    if (!problems.isEmpty()) {
      throw unusable(
          firstOf(problems) + "; more than 100 % cannot be: correct the rows or their unit");
    }
  }

  private static String firstOf(List<String> texts) {
    String first = String.join("; ", texts.subList(0, Math.min(NAMED_MAX, texts.size())));
    return texts.size() > NAMED_MAX
        ? "%s and %d more".formatted(first, texts.size() - NAMED_MAX)
        : first;
  }

  private static Rows scaled(List<double[]> values, TargetUnit unit) {
    int columns = values.getFirst().length;
    float[] fractions = new float[values.size() * columns];
    for (int i = 0; i < fractions.length; i++) {
      fractions[i] = (float) (values.get(i / columns)[i % columns] / unit.whole());
    }
    return new Rows(values.size(), columns, fractions);
  }

  private void add(Collected collected, TrainingRow row) {
    collected.add(collected.bands.row(row.wavelengths(), row.spectrum()), group(row), row.place());
  }

  /** Whether every table is a group, as one of a hole is; a column of that name goes before. */
  private boolean groupedByTable() {
    return order.group().equals(TableOrder.EACH_TABLE)
        && !tables.columns().contains(TableOrder.EACH_TABLE);
  }

  private String group(TrainingRow row) {
    if (groupedByTable()) {
      return row.table();
    }
    if (order.group().isEmpty()) {
      return tables.join().isEmpty() ? row.id() : row.text(tables.join()).orElse(row.id());
    }
    String group = row.text(order.group()).orElse("").strip();
    if (group.isEmpty()) {
      throw unusable(
          "%s is empty: every spectrum needs its group, so that it is never tested on its like"
              .formatted(row.place(order.group())));
    }
    return group;
  }

  private TrainingData data(Collected collected, Target target) {
    if (order.group().isEmpty()) {
      notes.add(
          "no --group is given: spectra of one %s are a group; others of the same rock may stand on both sides of a split"
              .formatted(tables.join().isEmpty() ? "id" : tables.join()));
    }
    Dataset data = new Dataset(collected.bands.shape(), collected.rows(), target, collected.groups);
    String description =
        tables.description() + order.library().map(file -> ", " + file.getFileName()).orElse("");
    return new TrainingData(data, collected.places, references, notes, description);
  }

  private static ServerException unusable(String sentence) {
    return new ServerException(Kind.UNUSABLE, sentence);
  }
}
