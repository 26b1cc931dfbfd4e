package org.petrascope.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of {@code petrascope train} that say what is learned from. */
final class TableOptions {
  @Option(
      names = "--spectra",
      required = true,
      paramLabel = "S.csv",
      description = "Table of spectra; may be given several times.")
  private List<Path> spectra = new ArrayList<>();

  @Option(
      names = "--labels",
      paramLabel = "L.csv",
      description = "Table of what is known of the spectra, if theirs does not hold it.")
  private List<Path> labels = new ArrayList<>();

  @Option(
      names = "--join",
      paramLabel = "COL",
      description = "Column that both tables have; the spectra's id when not given.")
  private String join = "";

  @Option(names = "--id", paramLabel = "COL", description = "Column that names the spectra.")
  private String id = "";

  @Option(
      names = "--target",
      required = true,
      paramLabel = "COL[,COL...]",
      description = "What is learned: a class, or the components of a composition.")
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
          "Specimen, hole or formation: never split between learning and testing;"
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

  TableOrder order(LearningTask task) {
    return new TableOrder(
        spectra,
        labels,
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
