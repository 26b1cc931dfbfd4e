package org.petrascope.laboratory;

import java.util.List;
import java.util.function.Consumer;
import org.petrascope.formats.EnviReader;
import org.petrascope.laboratory.RegionPixels.Run;

/**
 * Cuts patches out of the regions of a scan: squares on a grid that begins at the region's first
 * line and sample, all of whose pixels are the region's and none of which is flagged as unusable.
 * Memory is that of as many lines as a patch has.
 *
 * @param source of the cube
 * @param hole the hole that the scan shows
 * @param formation the formation where the laboratory names none; empty when unknown
 * @param tables where the samples that regions name are looked up
 */
public record PatchCutter(
    PatchSource source, String hole, String formation, List<LaboratoryTable> tables) {
  public PatchCutter {
    tables = List.copyOf(tables);
  }

  /**
   * How patches lie.
   *
   * @param side pixels along a line and across lines
   * @param stride pixels from one patch to the next; smaller than the side they overlap
   */
  public record Grid(int side, int stride) {
    public Grid {
      if (side < 1 || side > Patch.SIDE_MAX || stride < 1) {
        throw new LaboratoryException(
            "patches of side %d every %d pixels are not possible: a side of 1 to %d and a stride of 1 or more are expected"
                .formatted(side, stride, Patch.SIDE_MAX));
      }
    }
  }

  /** A reflectance cube with its regions and flags. */
  public record Scene(EnviReader cube, RegionPlan plan, PixelFlags flags) {
    public Scene {
      CubeLines.requireFits(cube, plan);
    }
  }

  /** Hands every patch on, region by region; refuses regions that contradict each other. */
  public void cut(Scene scene, Grid grid, Consumer<Patch> sink) {
    scene.plan().requireNoConflicts();
    CubeLines lines = new CubeLines(scene.cube(), scene.flags(), grid.side());
    for (RegionPlan.Placed placed : scene.plan().regions()) {
      PatchRecord about = about(placed.region());
      List<Run> runs = placed.pixels().runs();
      int lastLine = runs.isEmpty() ? -1 : runs.getLast().line() - grid.side() + 1;
      int firstLine = runs.isEmpty() ? 0 : runs.getFirst().line();
      for (int line = firstLine; line <= lastLine; line += grid.stride()) {
        lines.read(line, grid.side());
        cutLine(lines, placed.pixels(), new Cut(line, grid, about, sink));
      }
    }
  }

  private record Cut(int line, Grid grid, PatchRecord about, Consumer<Patch> sink) {}

  private static void cutLine(CubeLines lines, RegionPixels pixels, Cut cut) {
    int side = cut.grid().side();
    int from = pixels.runs().stream().mapToInt(Run::from).min().orElse(0);
    int to = pixels.runs().stream().mapToInt(Run::to).max().orElse(0);
    for (int sample = from; sample + side <= to; sample += cut.grid().stride()) {
      if (whole(lines, pixels, cut.line(), sample, side)) {
        PatchRecord a = cut.about();
        PatchRecord about =
            new PatchRecord(
                a.source(), a.hole(), a.formation(), a.region(), cut.line(), sample, a.truth());
        cut.sink().accept(Patch.over(side, values(lines, cut.line(), sample, side), about));
      }
    }
  }

  private static boolean whole(
      CubeLines lines, RegionPixels pixels, int line, int sample, int side) {
    for (int l = line; l < line + side; l++) {
      Run run = new Run(l, sample, sample + side);
      if (!pixels.containsAll(run) || !lines.usable(run)) {
        return false;
      }
    }
    return true;
  }

  private static float[] values(CubeLines lines, int line, int sample, int side) {
    int run = side * lines.bands();
    float[] values = new float[side * run];
    for (int l = 0; l < side; l++) {
      System.arraycopy(lines.values(), lines.offset(line + l, sample), values, l * run, run);
    }
    return values;
  }

  private PatchRecord about(Region region) {
    return switch (region.meaning()) {
      case RegionMeaning.Label label ->
          new PatchRecord(
              source, hole, formation, region.id(), 0, 0, new PatchTruth.Labelled(label.name()));
      case RegionMeaning.Sample sample -> {
        LaboratorySample found = Composite.sample(region, sample.id(), tables);
        if (!found.hole().isEmpty() && !hole.isEmpty() && !found.hole().equals(hole)) {
          throw new LaboratoryException(
              "region %s names sample %s, which is of hole %s, and the scan is of hole %s: correct the region"
                  .formatted(region.id(), found.id(), found.hole(), hole));
        }
        yield new PatchRecord(
            source,
            hole,
            found.formation().isEmpty() ? formation : found.formation(),
            region.id(),
            0,
            0,
            new PatchTruth.Assayed(found.composition()));
      }
    };
  }
}
