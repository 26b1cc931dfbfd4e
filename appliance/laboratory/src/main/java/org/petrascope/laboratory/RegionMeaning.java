package org.petrascope.laboratory;

/** What a person or a laboratory says of a region. */
public sealed interface RegionMeaning {
  /** What it is, by one name. */
  record Label(String name) implements RegionMeaning {
    public Label {
      requireText(name, "label");
    }
  }

  /** The laboratory's sample that was taken there, by its id. */
  record Sample(String id) implements RegionMeaning {
    public Sample {
      requireText(id, "sample");
    }
  }

  private static void requireText(String text, String what) {
    if (text.isBlank()) {
      throw new LaboratoryException(
          "a region's %s is empty: name it, or take the region out".formatted(what));
    }
  }
}
