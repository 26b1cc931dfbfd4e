package org.petrascope.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.petrascope.spectral.Reference;

/** Whether a station has the references that its scans need. */
final class ReferenceChecks {
  private ReferenceChecks() {}

  /**
   * One finding for dark and one for white.
   *
   * @param references of the station's camera, newest first
   */
  static List<Finding> of(String station, List<ReferenceView> references) {
    List<Finding> findings = new ArrayList<>();
    for (Reference.Kind kind : Reference.Kind.values()) {
      List<ReferenceView> ofKind =
          references.stream().filter(view -> view.kind().equals(kind.word())).toList();
      Optional<ReferenceView> valid = ofKind.stream().filter(ReferenceView::valid).findFirst();
      findings.add(
          valid.map(view -> fit(station, view)).orElseGet(() -> unfit(kind, station, ofKind)));
    }
    return findings;
  }

  private static Finding fit(String station, ReferenceView view) {
    String detail = "%s reference of %s fits, taken %s".formatted(view.kind(), station, view.at());
    if (!view.detector().isEmpty()) {
      detail += "; " + view.detector();
    }
    return view.warnings().isEmpty()
        ? Finding.ok("references", detail)
        : Finding.warning(
            "references",
            detail + "; " + String.join("; ", view.warnings()),
            remedy(view.kind(), station));
  }

  private static Finding unfit(Reference.Kind kind, String station, List<ReferenceView> ofKind) {
    String remedy = remedy(kind.word(), station);
    return ofKind.isEmpty()
        ? Finding.warning(
            "references", "%s has no %s reference".formatted(station, kind.word()), remedy)
        : Finding.warning(
            "references", "%s: %s".formatted(station, cause(ofKind.getFirst().message())), remedy);
  }

  private static String remedy(String kind, String station) {
    return "petrascope reference %s --station %s".formatted(kind, station);
  }

  /** A sentence without its remedy. */
  private static String cause(String sentence) {
    int colon = sentence.lastIndexOf(": ");
    return colon < 0 ? sentence : sentence.substring(0, colon);
  }
}
