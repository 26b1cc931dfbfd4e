package org.petrascope.server;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.petrascope.formats.Spelling;
import org.petrascope.laboratory.PatchRecord;
import org.petrascope.laboratory.PatchTruth;

/** What of a patch database is never split between learning and testing. */
enum PatchGroup {
  HOLE,
  FORMATION,
  SPECIMEN,
  SCAN;

  /** As the command line and the API write it. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name of a patch's group; empty where nobody knows it. */
  String of(PatchRecord record) {
    return switch (this) {
      case HOLE -> record.hole();
      case FORMATION -> record.formation();
      case SPECIMEN -> specimen(record);
      case SCAN -> record.source().scan();
    };
  }

  // A laboratory's sample is the same wherever it was scanned; a region that a person drew is of
  // its scan.
  private static String specimen(PatchRecord record) {
    return record.region().isEmpty() || record.truth() instanceof PatchTruth.Assayed
        ? record.region()
        : record.source().scan() + " " + record.region();
  }

  /** The group of this label; the hole where it is empty. */
  static PatchGroup of(String label) {
    if (label.isBlank()) {
      return HOLE;
    }
    List<String> labels = Arrays.stream(values()).map(PatchGroup::label).toList();
    int index = labels.indexOf(label.strip().toLowerCase(Locale.ROOT));
    if (index < 0) {
      throw new IllegalArgumentException(
          "%s is no group of patches: %s".formatted(label, Spelling.suggestion(label, labels)));
    }
    return values()[index];
  }
}
