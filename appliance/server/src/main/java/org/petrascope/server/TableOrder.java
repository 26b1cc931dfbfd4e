package org.petrascope.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which tables are learned from, and what in them.
 *
 * @param spectra tables of spectra; the first one's wavelengths are the model's
 * @param labels tables of what is known of them, joined by a column; empty where the spectra tables
 *     hold it
 * @param join the column that both have; the spectra's id column when empty
 * @param id the column that names the spectra; the first one when empty
 * @param targets columns as the person named them, perhaps several in one text
 * @param group the column of what must never be split between learning and testing; when empty,
 *     spectra of one id are one group; {@value #EACH_TABLE} where no column is called so: spectra
 *     of one table are one group
 * @param library a spectral library that is learned from beside the tables and never tested
 * @param resample whether tables of other wavelengths are turned into the first one's
 */
record TableOrder(
    List<Path> spectra,
    List<Path> labels,
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
  public TrainingData read() {
    return TableIntake.read(this);
  }
}
