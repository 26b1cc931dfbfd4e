package org.petrascope.laboratory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.petrascope.spectral.DepthInterval;

/**
 * The regions of a scan with their pixels, and what a person should know of them. Immutable.
 *
 * @param notes one sentence for each region that lies beside the scan, wholly or partly
 * @param conflicts one sentence for each two regions that share pixels and mean different things
 */
public record RegionPlan(
    ScanGeometry scan, List<Placed> regions, List<String> notes, List<String> conflicts) {
  public RegionPlan {
    regions = List.copyOf(regions);
    notes = List.copyOf(notes);
    conflicts = List.copyOf(conflicts);
  }

  /** A region and its pixels. */
  public record Placed(Region region, RegionPixels pixels) {}

  /** Finds the pixels of every region; ids must differ. */
  public static RegionPlan of(ScanGeometry scan, List<Region> regions) {
    Set<String> ids = new HashSet<>();
    List<Placed> placed = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (Region region : regions) {
      if (!ids.add(region.id())) {
        throw new LaboratoryException(
            "two regions have the id \"%s\": give each its own".formatted(region.id()));
      }
      Placed one = new Placed(region, RegionPixels.of(region.shape(), scan));
      placed.add(one);
      note(one, scan, notes);
    }
    return new RegionPlan(scan, placed, notes, conflicts(placed));
  }

  private static void note(Placed placed, ScanGeometry scan, List<String> notes) {
    RegionPixels pixels = placed.pixels();
    String id = placed.region().id();
    if (pixels.outside() > 0) {
      notes.add(
          "region %s: %d of its %d pixels lie outside the scan of %d lines x %d samples"
              .formatted(
                  id,
                  pixels.outside(),
                  pixels.outside() + pixels.count(),
                  scan.lines(),
                  scan.samples()));
    } else if (placed.region().shape() instanceof RegionShape.Stretch stretch) {
      DepthInterval depth = stretch.depth();
      DepthInterval box = scan.box();
      double inside = Math.min(depth.toM(), box.toM()) - Math.max(depth.fromM(), box.fromM());
      if (inside < depth.lengthM()) {
        notes.add(
            "region %s: %.2f of its %.2f m lie outside the box, which holds %.2f to %.2f m"
                .formatted(
                    id,
                    depth.lengthM() - Math.max(0, inside),
                    depth.lengthM(),
                    box.fromM(),
                    box.toM()));
      }
    }
    if (pixels.count() == 0) {
      notes.add("region %s holds no pixel of the scan".formatted(id));
    }
  }

  private static List<String> conflicts(List<Placed> placed) {
    List<String> conflicts = new ArrayList<>();
    for (int i = 0; i < placed.size(); i++) {
      for (int j = i + 1; j < placed.size(); j++) {
        Region a = placed.get(i).region();
        Region b = placed.get(j).region();
        long shared =
            a.meaning().equals(b.meaning())
                ? 0
                : placed.get(i).pixels().shared(placed.get(j).pixels());
        if (shared > 0) {
          conflicts.add(
              "regions %s (%s) and %s (%s) share %d pixels: redraw one, or give both the same meaning"
                  .formatted(a.id(), text(a.meaning()), b.id(), text(b.meaning()), shared));
        }
      }
    }
    return conflicts;
  }

  private static String text(RegionMeaning meaning) {
    return switch (meaning) {
      case RegionMeaning.Label label -> label.name();
      case RegionMeaning.Sample sample -> "sample " + sample.id();
    };
  }

  /** Refuses regions that share pixels and mean different things. */
  public RegionPlan requireNoConflicts() {
    if (!conflicts.isEmpty()) {
      throw new LaboratoryException("the regions", conflicts);
    }
    return this;
  }
}
