package org.petrascope.laboratory;

/**
 * Which patches of a database are wanted; an empty name takes them all.
 *
 * @param component a component of which the patch's assay has more than none
 * @param side pixels along a line and across lines; 0 for any
 */
public record PatchQuery(String hole, String formation, String label, String component, int side) {
  /** Every patch. */
  public static PatchQuery all() {
    return new PatchQuery("", "", "", "", 0);
  }

  public PatchQuery ofHole(String wanted) {
    return new PatchQuery(wanted, formation, label, component, side);
  }

  public PatchQuery ofFormation(String wanted) {
    return new PatchQuery(hole, wanted, label, component, side);
  }

  public PatchQuery ofLabel(String wanted) {
    return new PatchQuery(hole, formation, wanted, component, side);
  }

  public PatchQuery ofComponent(String wanted) {
    return new PatchQuery(hole, formation, label, wanted, side);
  }

  public PatchQuery ofSide(int wanted) {
    return new PatchQuery(hole, formation, label, component, wanted);
  }

  /** Whether patches of this side are wanted at all. */
  boolean takes(int otherSide) {
    return side == 0 || side == otherSide;
  }

  boolean matches(PatchRecord record) {
    return (hole.isEmpty() || hole.equals(record.hole()))
        && (formation.isEmpty() || formation.equals(record.formation()))
        && (label.isEmpty()
            || (record.truth() instanceof PatchTruth.Labelled labelled
                && labelled.label().equals(label)))
        && (component.isEmpty()
            || (record.truth() instanceof PatchTruth.Assayed assayed
                && assayed
                    .composition()
                    .component(component)
                    .filter(part -> part.fraction() > 0)
                    .isPresent()));
  }
}
