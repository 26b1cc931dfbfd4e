package org.petrascope.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.petrascope.laboratory.AssayMethod;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of {@code petrascope train} that say what is learned from. */
final class SourceOptions {
  @Option(
      names = "--spectra",
      paramLabel = "S.csv",
      description = "Table of spectra; may be given several times.")
  private List<Path> spectra = new ArrayList<>();

  @Option(
      names = "--patches",
      paramLabel = "DB.h5",
      description = "Patch database to learn from, in place of tables.")
  private @Nullable Path patches;

  @Option(
      names = "--side",
      paramLabel = "N",
      description = "Learn from patches of N x N pixels, where the database holds several sizes.")
  private int side;

  @Option(
      names = "--labels",
      paramLabel = "L.csv",
      description = "Table of what is known of the spectra, if theirs does not hold it.")
  private List<Path> labels = new ArrayList<>();

  @Option(
      names = "--assay",
      paramLabel = "xrd|xrf",
      converter = Method.class,
      description = "The labels are a laboratory's table (CSV or .xlsx) of this method.")
  private @Nullable AssayMethod assay;

  @Option(
      names = "--join",
      paramLabel = "COL",
      description = "Column that both tables have; the spectra's id when not given.")
  private String join = "";

  @Option(names = "--id", paramLabel = "COL", description = "Column that names the spectra.")
  private String id = "";

  @Option(
      names = "--target",
      paramLabel = "COL[,COL...]",
      description =
          "What is learned: a class, or the components of a composition; of patches and assays all when not given.")
  private List<String> targets = new ArrayList<>();

  @Option(
      names = "--target-unit",
      paramLabel = "fraction|percent|ppm",
      converter = Unit.class,
      description = "Unit of the targets; read from their values when not given.")
  private @Nullable TargetUnit unit;

  @Option(
      names = "--group",
      paramLabel = "COL",
      description =
          "Specimen, hole or formation: never split between learning and testing; the hole of patches when not given;"
              + " table: each table of spectra is a hole.")
  private String group = "";

  @Option(
      names = "--library",
      paramLabel = "L.hdr",
      description = "Library that classes are learned from as well; it is never tested.")
  private @Nullable Path library;

  @Option(
      names = "--resample",
      description = "Turn spectra of other wavelengths into those of the first table.")
  private boolean resample;

  /** Reads {@code --target-unit}. */
  static final class Unit implements ITypeConverter<TargetUnit> {
    @Override
    public TargetUnit convert(String label) {
      try {
        return TargetUnit.of(label);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /** Reads {@code --assay}. */
  static final class Method implements ITypeConverter<AssayMethod> {
    @Override
    public AssayMethod convert(String label) {
      try {
        return AssayLabels.method(label);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /**
   * What is learned from.
   *
   * @throws IllegalArgumentException when options are missing or do not go together
   */
  TrainingSource source(LearningTask task) {
    TrainingSource source = patches == null ? tables(task) : patches(patches, task);
    source
        .contradiction()
        .ifPresent(
            sentence -> {
              throw new IllegalArgumentException(sentence);
            });
    return source;
  }

  private PatchOrder patches(Path file, LearningTask task) {
    requireNoTables();
    return new PatchOrder(file, side, targets, task, PatchGroup.of(group));
  }

  private void requireNoTables() {
    Map<String, Boolean> ofTables = new LinkedHashMap<>();
    ofTables.put("--spectra", !spectra.isEmpty());
    ofTables.put("--labels", !labels.isEmpty());
    ofTables.put("--assay", assay != null);
    ofTables.put("--join", !join.isEmpty());
    ofTables.put("--id", !id.isEmpty());
    ofTables.put("--target-unit", unit != null);
    ofTables.put("--library", library != null);
    ofTables.put("--resample", resample);
    List<String> given =
        ofTables.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList();
    if (!given.isEmpty()) {
      throw new IllegalArgumentException(
          "%s is for tables, and --patches names a database that holds all there is: leave it out"
              .formatted(String.join(", ", given)));
    }
  }

  private TableOrder tables(LearningTask task) {
    if (spectra.isEmpty()) {
      throw new IllegalArgumentException(
          "nothing to learn from is given: name a table with --spectra, or a database with --patches");
    }
    if (side != 0) {
      throw new IllegalArgumentException(
          "--side is of patches: name their database with --patches");
    }
    if (targets.isEmpty() && assay == null) {
      throw new IllegalArgumentException("no target is given: name the column with --target");
    }
    return new TableOrder(
        spectra,
        labels,
        Optional.ofNullable(assay),
        join,
        id,
        targets,
        task,
        group,
        Optional.ofNullable(unit),
        Optional.ofNullable(library),
        resample);
  }
}
