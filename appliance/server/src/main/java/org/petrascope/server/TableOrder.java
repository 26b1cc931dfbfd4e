package org.petrascope.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.petrascope.laboratory.AssayMethod;

/**
 * Which tables are learned from, and what in them.
 *
 * @param spectra tables of spectra; the first one's wavelengths are the model's
 * @param labels tables of what is known of them, joined by a column; empty where the spectra tables
 *     hold it
 * @param assay the method by which the tables of labels were measured, where they are a
 *     laboratory's; their samples are joined whatever their column is called
 * @param join the column that both have; the spectra's id column when empty
 * @param id the column that names the spectra; the first one when empty
 * @param targets columns as the person named them, perhaps several in one text; when there are
 *     none, all that the laboratory measured
 * @param group the column of what must never be split between learning and testing; when empty,
 *     spectra of one id are one group; {@value #EACH_TABLE} where no column is called so: spectra
 *     of one table are one group
 * @param library a spectral library that is learned from beside the tables and never tested
 * @param resample whether tables of other wavelengths are turned into the first one's
 */
record TableOrder(
    List<Path> spectra,
    List<Path> labels,
    Optional<AssayMethod> assay,
    String join,
    String id,
    List<String> targets,
    LearningTask task,
    String group,
    Optional<TargetUnit> unit,
    Optional<Path> library,
    boolean resample)
    implements TrainingSource {
  /** The group that stands for the table of spectra that a row is of. */
  static final String EACH_TABLE = "table";

  TableOrder {
    spectra = List.copyOf(spectra);
    labels = List.copyOf(labels);
    targets = List.copyOf(targets);
  }

  @Override
  public Optional<String> contradiction() {
    if (assay.isPresent() && (labels.isEmpty() || task != LearningTask.ABUNDANCE)) {
      return Optional.of(
          "a laboratory's method is given: name its table as labels, and learn abundance from it");
    }
    if (assay.isPresent() && unit.isPresent()) {
      return Optional.of(
          "a unit is given beside a laboratory's method, whose table states its own: leave the unit out");
    }
    return Optional.empty();
  }

  @Override
  public TrainingData read() {
    return TableIntake.read(this);
  }
}
