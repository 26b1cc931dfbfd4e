package org.petrascope.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.petrascope.laboratory.AssayMethod;
import org.petrascope.laboratory.ComponentFraction;
import org.petrascope.laboratory.Composition;
import org.petrascope.laboratory.Patch;
import org.petrascope.laboratory.PatchDatabase;
import org.petrascope.laboratory.PatchQuery;
import org.petrascope.laboratory.PatchRecord;
import org.petrascope.laboratory.PatchTruth;
import org.petrascope.learning.Compositions;
import org.petrascope.learning.Dataset;
import org.petrascope.learning.Labels;
import org.petrascope.learning.RowShape;
import org.petrascope.learning.Rows;
import org.petrascope.learning.Target;
import org.petrascope.server.ServerException.Kind;

/**
 * Makes what is learned from out of a patch database. Patches without a composition are left out
 * and told; patches without a class stay as rows of unknown class. For one thread.
 */
final class PatchIntake {
  /** What an array can hold. */
  private static final long VALUES_MAX = Integer.MAX_VALUE - 8;

  private static final double GIB = 1L << 30;

  private final PatchOrder order;
  private final PatchDatabase database;
  private final PatchQuery query;
  private final RowShape shape;
  private final List<PatchRecord> records;
  private final List<String> notes = new ArrayList<>();

  private PatchIntake(PatchOrder order, PatchDatabase database) {
    int side = side(order, database.sides());
    this.order = order;
    this.database = database;
    this.query = PatchQuery.all().ofSide(side);
    this.shape = new RowShape(side, database.wavelengths().centresNm());
    this.records = database.records(query).toList();
  }

  /** Reads and checks the database. */
  static TrainingData read(PatchOrder order) {
    try (PatchDatabase database = PatchDatabase.open(order.file())) {
      PatchIntake intake = new PatchIntake(order, database);
      return order.task() == LearningTask.CLASSIFY ? intake.classes() : intake.compositions();
    }
  }

  private static int side(PatchOrder order, SortedMap<Integer, Integer> sides) {
    if (sides.isEmpty()) {
      throw unusable("%s holds no patches: add some first".formatted(order.file()));
    }
    int side = order.side() == 0 && sides.size() == 1 ? sides.firstKey() : order.side();
    if (!sides.containsKey(side)) {
      String held =
          sides.entrySet().stream()
              .map(e -> "%d of %d x %d pixels".formatted(e.getValue(), e.getKey(), e.getKey()))
              .collect(Collectors.joining(", "));
      throw unusable(
          side == 0
              ? "%s holds patches of several sizes (%s): say one with --side"
                  .formatted(order.file(), held)
              : "%s holds no patches of %d x %d pixels: it has %s"
                  .formatted(order.file(), side, side, held));
    }
    if (side % 2 == 0) {
      throw unusable(
          "%s holds patches of %d x %d pixels, which have no middle: cut them with a side of 1, 3, 5, ..."
              .formatted(order.file(), side, side));
    }
    return side;
  }

  private TrainingData classes() {
    TreeSet<String> known = new TreeSet<>();
    records.stream().flatMap(record -> label(record).stream()).forEach(known::add);
    List<String> classes = List.copyOf(known);
    int[] labels =
        records.stream()
            .mapToInt(record -> label(record).map(classes::indexOf).orElse(Labels.UNKNOWN))
            .toArray();
    long unknown = records.stream().filter(record -> label(record).isEmpty()).count();
    if (unknown > 0) {
      notes.add("%d of %d patches have no label".formatted(unknown, records.size()));
    }
    BitSet all = new BitSet();
    all.set(0, records.size());
    return data(all, new Labels(classes, labels), shapeTelling(classes));
  }

  private RowShape shapeTelling(List<String> classes) {
    if (!SharpBands.tell(classes, shape)) {
      return shape;
    }
    RowShape sharp = SharpBands.of(shape);
    if (sharp.bands() < shape.bands()) {
      notes.add(SharpBands.LEARNED_ALONE);
    }
    return sharp;
  }

  private static Optional<String> label(PatchRecord record) {
    return record.truth() instanceof PatchTruth.Labelled labelled
            && !TableIntake.isNoClass(labelled.label())
        ? Optional.of(labelled.label())
        : Optional.empty();
  }

  private static Optional<Composition> assay(PatchRecord record) {
    return record.truth() instanceof PatchTruth.Assayed assayed
        ? Optional.of(assayed.composition())
        : Optional.empty();
  }

  private TrainingData compositions() {
    List<String> targets = targets();
    AssayMethod method = method(targets);
    BitSet taken = new BitSet();
    List<ComponentFraction> amounts = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      List<ComponentFraction> its =
          assay(records.get(i))
              .filter(assay -> assay.method() == method)
              .map(assay -> amounts(assay, targets))
              .orElse(List.of());
      if (its.size() == targets.size()) {
        taken.set(i);
        amounts.addAll(its);
      }
    }
    int left = records.size() - taken.cardinality();
    if (left > 0) {
      notes.add(
          "%d of %d patches have no %s result of all of %s and are left out"
              .formatted(left, records.size(), method, String.join(", ", targets)));
    }
    float[] fractions = new float[amounts.size()];
    float[] errors = new float[amounts.size()];
    for (int i = 0; i < fractions.length; i++) {
      fractions[i] = (float) amounts.get(i).fraction();
      errors[i] = (float) amounts.get(i).error();
    }
    int count = taken.cardinality();
    return data(
        taken,
        new Compositions(
            targets,
            new Rows(count, targets.size(), fractions),
            new Rows(count, targets.size(), errors)),
        shape);
  }

  private static List<ComponentFraction> amounts(Composition assay, List<String> targets) {
    return targets.stream()
        .flatMap(name -> AssayLabels.amount(assay.component(name), assay.method(), name).stream())
        .toList();
  }

  /** The components to learn; all of them where a person named none. */
  private List<String> targets() {
    TreeSet<String> measured = new TreeSet<>();
    records.stream()
        .flatMap(record -> assay(record).stream())
        .flatMap(assay -> assay.components().stream())
        .forEach(component -> measured.add(component.name()));
    if (measured.isEmpty()) {
      throw unusable(
          "none of %d patches of %s has a laboratory's result: classify them, or add patches with assays"
              .formatted(records.size(), order.file()));
    }
    return order.targets().isEmpty()
        ? List.copyOf(measured)
        : ColumnNames.split(order.targets(), measured, order.file().toString());
  }

  /** The one method that measured the targets. */
  private AssayMethod method(List<String> targets) {
    TreeSet<AssayMethod> methods = new TreeSet<>();
    for (PatchRecord record : records) {
      assay(record)
          .filter(assay -> targets.stream().anyMatch(name -> assay.component(name).isPresent()))
          .ifPresent(assay -> methods.add(assay.method()));
    }
    if (methods.size() > 1) {
      throw unusable(
          "%s holds results of XRD and of XRF for the components %s: name those of one method with --target"
              .formatted(order.file(), String.join(", ", targets)));
    }
    return methods.first();
  }

  private TrainingData data(BitSet taken, Target target, RowShape taught) {
    List<String> places = new ArrayList<>();
    List<String> groups = new ArrayList<>();
    taken.stream()
        .forEach(
            i -> {
              places.add(place(i));
              groups.add(group(i));
            });
    Dataset data = new Dataset(taught, rows(taken, taught), target, groups);
    notes.add(
        "%d patches of %d x %d pixels in %d groups by %s"
            .formatted(
                data.size(),
                shape.side(),
                shape.side(),
                groups.stream().distinct().count(),
                order.group().label()));
    String description = "%s (SHA-256 of its content %s)".formatted(fileName(), database.sha256());
    return new TrainingData(data, places, Set.of(), notes, description);
  }

  private Path fileName() {
    return Path.of(String.valueOf(order.file().getFileName()));
  }

  /** Where a patch stands, for messages. */
  private String place(int index) {
    PatchRecord record = records.get(index);
    return "%s, patch %d (scan %s, region %s, line %d, sample %d)"
        .formatted(
            order.file(),
            index + 1,
            record.source().scan(),
            record.region(),
            record.line(),
            record.sample());
  }

  private String group(int index) {
    String group = order.group().of(records.get(index)).strip();
    if (group.isEmpty()) {
      throw unusable(
          "%s: its %s is not known, and every patch needs a group so that it is never tested on its like: group by something else with --group"
              .formatted(place(index), order.group().label()));
    }
    return group;
  }

  private Rows rows(BitSet taken, RowShape taught) {
    int count = taken.cardinality();
    long values = (long) count * taught.columns();
    if (values > VALUES_MAX) {
      throw unusable(
          "%d %s of %s are %.1f GiB, more than %.1f: learn from a smaller side or cut with a longer stride"
              .formatted(
                  count,
                  taught,
                  order.file(),
                  values * Float.BYTES / GIB,
                  VALUES_MAX * Float.BYTES / GIB));
    }
    float[] all = new float[(int) values];
    float[] whole = new float[shape.columns()];
    int first = taught.equals(shape) ? 0 : SharpBands.first(shape);
    Iterator<Patch> patches = database.patches(query).iterator();
    int row = 0;
    for (int i = 0; patches.hasNext(); i++) {
      Patch patch = patches.next();
      if (taken.get(i)) {
        patch.copyTo(whole, 0);
        for (int pixel = 0; pixel < shape.pixels(); pixel++) {
          int to = row * taught.columns() + pixel * taught.bands();
          System.arraycopy(whole, pixel * shape.bands() + first, all, to, taught.bands());
        }
        row++;
      }
    }
    return new Rows(count, taught.columns(), all);
  }

  private static ServerException unusable(String sentence) {
    return new ServerException(Kind.UNUSABLE, sentence);
  }
}
