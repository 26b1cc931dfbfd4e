package org.petrascope.laboratory;

/** What is known of a patch. */
public sealed interface PatchTruth {
  /** Nothing is known. */
  record Unknown() implements PatchTruth {}

  /** What it is, by one name. */
  record Labelled(String label) implements PatchTruth {
    public Labelled {
      if (label.isBlank()) {
        throw new LaboratoryException("a patch's label is empty: name it, or leave it unknown");
      }
    }
  }

  /** What it is made of, as a laboratory measured it. */
  record Assayed(Composition composition) implements PatchTruth {}
}
