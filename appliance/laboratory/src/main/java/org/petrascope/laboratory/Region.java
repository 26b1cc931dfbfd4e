package org.petrascope.laboratory;

import java.util.List;

/** A region of interest of a scan: where it is and what is known of it. */
public record Region(String id, RegionShape shape, RegionMeaning meaning) {
  public Region {
    if (id.isBlank()) {
      throw new LaboratoryException("a region has no id: give each its own");
    }
  }

  /** Regions of a hole's samples that lie at least partly in the box, named by the samples. */
  public static List<Region> ofSamples(LaboratoryTable table, String hole, ScanGeometry scan) {
    return table.within(hole, scan.box()).stream()
        .map(
            sample ->
                new Region(
                    sample.id(),
                    new RegionShape.Stretch(sample.depth().orElseThrow()),
                    new RegionMeaning.Sample(sample.id())))
        .toList();
  }
}
