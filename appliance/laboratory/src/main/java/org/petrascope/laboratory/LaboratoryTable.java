package org.petrascope.laboratory;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.petrascope.spectral.DepthInterval;

/**
 * A laboratory's results: samples with compositions in mass fractions and one-sigma errors. XRD
 * phases, which make up the whole, add up to one; XRF is kept as measured.
 *
 * @param name the file's name, for messages
 * @param notes what was decided about names, units and columns, for a person to see
 */
public record LaboratoryTable(
    String name, AssayMethod method, List<LaboratorySample> samples, List<String> notes) {
  public LaboratoryTable {
    samples = List.copyOf(samples);
    notes = List.copyOf(notes);
  }

  /**
   * Reads a CSV or Excel (.xlsx) table with a column of sample names, columns "hole", "from", "to"
   * and "formation" where known, and one column a component; appliance/docs/laboratory.md has the
   * rules.
   *
   * @throws LaboratoryException with every problem of the table, when it has any
   */
  public static LaboratoryTable read(Path file, AssayMethod method) {
    return AssayReader.read(file, method);
  }

  /** The sample of exactly this name. */
  public Optional<LaboratorySample> sample(String id) {
    return samples.stream().filter(sample -> sample.id().equals(id)).findFirst();
  }

  /** Samples of the hole whose stretch of depth meets this one, in the order of the table. */
  public List<LaboratorySample> within(String hole, DepthInterval depth) {
    return samples.stream()
        .filter(sample -> sample.hole().equals(hole))
        .filter(
            sample ->
                sample
                    .depth()
                    .filter(d -> d.fromM() < depth.toM() && depth.fromM() < d.toM())
                    .isPresent())
        .toList();
  }
}
