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
          valid
              .map(
                  view ->
                      Finding.ok(
                          "references",
                          "%s reference of %s fits, taken %s"
                              .formatted(kind.word(), station, view.at())))
              .orElseGet(() -> unfit(kind, station, ofKind)));
    }
    return findings;
  }

  private static Finding unfit(Reference.Kind kind, String station, List<ReferenceView> ofKind) {
    String remedy = "petrascope reference %s --station %s".formatted(kind.word(), station);
    return ofKind.isEmpty()
        ? Finding.warning(
            "references", "%s has no %s reference".formatted(station, kind.word()), remedy)
        : Finding.warning(
            "references",
            "%s reference of %s is stale, %s"
                .formatted(kind.word(), station, cause(ofKind.getFirst().message())),
            remedy);
  }

  /** A sentence without its remedy. */
  private static String cause(String sentence) {
    int colon = sentence.lastIndexOf(": ");
    return colon < 0 ? sentence : sentence.substring(0, colon);
  }
}
