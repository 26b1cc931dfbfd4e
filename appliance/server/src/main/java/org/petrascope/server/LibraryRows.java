package org.petrascope.server;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.petrascope.formats.SpectralLibraries;
import org.petrascope.spectral.Mineral;
import org.petrascope.spectral.MineralDictionary;
import org.petrascope.spectral.MineralGroup;
import org.petrascope.spectral.RecordQuality;
import org.petrascope.spectral.SpectralLibrary;
import org.petrascope.spectral.Wavelengths;

/**
 * Records of a spectral library as rows to learn classes from: those that the dictionary names and
 * that are pure enough. Their class is the one of the table's that is written as the mineral or as
 * its TSG group.
 */
final class LibraryRows {
  /** Words at the start of a record's name that say what was measured, and of which specimen. */
  private static final int SPECIMEN_WORDS = 2;

  private final SpectralLibrary library;

  LibraryRows(Path file) {
    this.library = SpectralLibraries.read(file);
  }

  /** Takes one record: its values in the common bands, its class, its specimen and its name. */
  @FunctionalInterface
  interface Taker {
    void take(float[] values, int label, String group, String place);
  }

  SpectralLibrary library() {
    return library;
  }

  /**
   * Gives the records whose class is among these and that have a value in every band.
   *
   * @return how many there were
   */
  int give(List<String> classes, CommonBands bands, Taker taker) {
    int given = 0;
    for (int record = 0; record < library.size(); record++) {
      String name = library.record(record);
      Optional<Integer> label =
          RecordQuality.usable(name)
              ? MineralDictionary.builtIn().ofRecord(name).flatMap(m -> label(m, classes))
              : Optional.empty();
      if (label.isPresent()) {
        float[] values = values(record, bands);
        if (finite(values)) {
          taker.take(values, label.get(), specimen(name), "%s, %s".formatted(library.name(), name));
          given++;
        }
      }
    }
    return given;
  }

  /**
   * The groups that records show in these bands, where all of the table's classes are groups: a
   * rock of the next hole may be of any of them. A group needs two records.
   */
  Set<String> groups(Collection<String> classes, CommonBands bands) {
    if (classes.stream().anyMatch(name -> MineralGroup.ofLabel(name).isEmpty())) {
      return Set.of();
    }
    Wavelengths seen = Wavelengths.ofNanometres(bands.shape().centresNm());
    Set<String> once = new TreeSet<>();
    Set<String> groups = new TreeSet<>();
    for (int record = 0; record < library.size(); record++) {
      String name = library.record(record);
      Optional<Mineral> mineral =
          RecordQuality.usable(name)
              ? MineralDictionary.builtIn().ofRecord(name).filter(m -> m.visibleTo(seen))
              : Optional.empty();
      MineralGroup group = mineral.map(Mineral::group).orElse(MineralGroup.UNGROUPED);
      boolean named = group.rock() && group != MineralGroup.UNGROUPED;
      if (named && finite(values(record, bands)) && !once.add(group.label())) {
        groups.add(group.label());
      }
    }
    return groups;
  }

  /** Measurements of one specimen are a group; no table names its groups like that. */
  private String specimen(String record) {
    return Stream.of(record.split("\\s+"))
        .limit(SPECIMEN_WORDS)
        .collect(Collectors.joining(" ", library.name() + ", ", ""));
  }

  private float[] values(int record, CommonBands bands) {
    return bands.row(library.wavelengths(), RecordQuality.bridged(library.reflectance(record)));
  }

  private static Optional<Integer> label(Mineral mineral, List<String> classes) {
    for (int i = 0; i < classes.size(); i++) {
      String written = classes.get(i);
      boolean group = written.equalsIgnoreCase(mineral.group().label());
      boolean named =
          MineralDictionary.builtIn().mineral(written).filter(mineral::equals).isPresent();
      if (group || named) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  private static boolean finite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }
}
