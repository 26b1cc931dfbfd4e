package org.petrascope.laboratory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What is known of a block's patches, as the columns that its file holds. The arrays are to be read
 * only.
 */
final class PatchColumns {
  private final int[] source;
  private final int[] line;
  private final int[] sample;
  private final List<List<String>> texts;
  private final List<String> components;
  private final double[] fraction;
  private final double[] error;

  /** The text columns, in their order. */
  static final List<String> TEXTS = List.of("hole", "formation", "region", "label", "method");

  private PatchColumns(Places places, List<List<String>> texts, Amounts amounts) {
    this.source = places.source;
    this.line = places.line;
    this.sample = places.sample;
    this.texts = List.copyOf(texts);
    this.components = amounts.components;
    this.fraction = amounts.fraction;
    this.error = amounts.error;
  }

  /** Index of each patch's source in the file, and where in the source it lies. */
  static final class Places {
    private final int[] source;
    private final int[] line;
    private final int[] sample;

    Places(int[] source, int[] line, int[] sample) {
      this.source = source;
      this.line = line;
      this.sample = sample;
    }
  }

  /** Mass fractions and errors, [patch][component]; NaN where a patch has no such component. */
  static final class Amounts {
    private final List<String> components;
    private final double[] fraction;
    private final double[] error;

    Amounts(List<String> components, double[] fraction, double[] error) {
      this.components = List.copyOf(components);
      this.fraction = fraction;
      this.error = error;
    }
  }

  /** The columns as a file holds them; all must be of one length. */
  static PatchColumns of(Places places, List<List<String>> texts, Amounts amounts) {
    int count = places.source.length;
    boolean fits =
        places.line.length == count
            && places.sample.length == count
            && texts.size() == TEXTS.size()
            && texts.stream().allMatch(column -> column.size() == count)
            && amounts.fraction.length == count * amounts.components.size()
            && amounts.error.length == amounts.fraction.length;
    if (!fits) {
      throw new IllegalArgumentException("columns of a block differ in length");
    }
    return new PatchColumns(places, texts, amounts);
  }

  /** The columns of records whose sources stand in this list. */
  static PatchColumns of(List<PatchRecord> records, List<PatchSource> sources) {
    Places places =
        new Places(
            records.stream().mapToInt(record -> sources.indexOf(record.source())).toArray(),
            records.stream().mapToInt(PatchRecord::line).toArray(),
            records.stream().mapToInt(PatchRecord::sample).toArray());
    List<List<String>> texts =
        List.of(
            column(records, PatchRecord::hole),
            column(records, PatchRecord::formation),
            column(records, PatchRecord::region),
            column(records, PatchColumns::label),
            column(records, PatchColumns::method));
    return new PatchColumns(places, texts, amounts(records));
  }

  private static List<String> column(List<PatchRecord> records, Function<PatchRecord, String> of) {
    return records.stream().map(of).toList();
  }

  private static String label(PatchRecord record) {
    return record.truth() instanceof PatchTruth.Labelled labelled ? labelled.label() : "";
  }

  private static String method(PatchRecord record) {
    return record.truth() instanceof PatchTruth.Assayed assayed
        ? assayed.composition().method().name()
        : "";
  }

  private static Amounts amounts(List<PatchRecord> records) {
    Set<String> names = new LinkedHashSet<>();
    for (PatchRecord record : records) {
      if (record.truth() instanceof PatchTruth.Assayed assayed) {
        assayed.composition().components().forEach(component -> names.add(component.name()));
      }
    }
    List<String> components = List.copyOf(names);
    double[] fraction = new double[records.size() * components.size()];
    double[] error = new double[fraction.length];
    Arrays.fill(fraction, Double.NaN);
    Arrays.fill(error, Double.NaN);
    for (int i = 0; i < records.size(); i++) {
      if (records.get(i).truth() instanceof PatchTruth.Assayed assayed) {
        for (ComponentFraction component : assayed.composition().components()) {
          int at = i * components.size() + components.indexOf(component.name());
          fraction[at] = component.fraction();
          error[at] = component.error();
        }
      }
    }
    return new Amounts(components, fraction, error);
  }

  /** The records that the columns tell of. */
  List<PatchRecord> records(List<PatchSource> sources) {
    List<PatchRecord> records = new ArrayList<>();
    for (int i = 0; i < source.length; i++) {
      records.add(
          new PatchRecord(
              sources.get(source[i]),
              text("hole").get(i),
              text("formation").get(i),
              text("region").get(i),
              line[i],
              sample[i],
              truth(i)));
    }
    return records;
  }

  private PatchTruth truth(int i) {
    if (!text("method").get(i).isEmpty()) {
      List<ComponentFraction> parts = new ArrayList<>();
      for (int c = 0; c < components.size(); c++) {
        int at = i * components.size() + c;
        if (!Double.isNaN(fraction[at])) {
          parts.add(new ComponentFraction(components.get(c), fraction[at], error[at]));
        }
      }
      return new PatchTruth.Assayed(
          new Composition(AssayMethod.valueOf(text("method").get(i)), parts));
    }
    return text("label").get(i).isEmpty()
        ? new PatchTruth.Unknown()
        : new PatchTruth.Labelled(text("label").get(i));
  }

  int[] source() {
    return source;
  }

  int[] line() {
    return line;
  }

  int[] sample() {
    return sample;
  }

  List<String> text(String column) {
    return texts.get(TEXTS.indexOf(column));
  }

  List<String> components() {
    return components;
  }

  double[] fraction() {
    return fraction;
  }

  double[] error() {
    return error;
  }
}
