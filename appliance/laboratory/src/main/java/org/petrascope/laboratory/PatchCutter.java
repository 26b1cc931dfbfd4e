package org.petrascope.laboratory;

import java.util.List;
import java.util.function.Consumer;
import org.petrascope.laboratory.RegionPixels.Run;
import org.petrascope.spectral.SampleRange;

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

  /** A scan's reflectance with its regions and flags. */
  public record Scene(SceneLines lines, RegionPlan plan, PixelFlags flags) {
    public Scene {
      CubeLines.requireFits(lines, plan);
    }
  }

  /**
   * Hands on one single spectrum of every region: the mean of its usable pixels, placed at its
   * first pixel. A region without a usable pixel has none.
   *
   * @param composites of the scene, in the order of its regions
   */
  public void cutMeans(Scene scene, List<Composite> composites, Consumer<Patch> sink) {
    scene.plan().requireNoConflicts();
    for (int i = 0; i < composites.size(); i++) {
      if (composites.get(i).pixels() > 0) {
        RegionPlan.Placed placed = scene.plan().regions().get(i);
        Run first = placed.pixels().runs().getFirst();
        PatchRecord about = about(placed.region()).at(first.line(), first.from());
        sink.accept(Patch.of(1, composites.get(i).mean().values(), about));
      }
    }
  }

  /** Hands every patch on, region by region; refuses regions that contradict each other. */
  public void cut(Scene scene, Grid grid, Consumer<Patch> sink) {
    scene.plan().requireNoConflicts();
    CubeLines lines = new CubeLines(scene.lines(), scene.flags(), grid.side());
    for (RegionPlan.Placed placed : scene.plan().regions()) {
      List<Run> runs = placed.pixels().runs();
      if (!runs.isEmpty()) {
        Cut cut = new Cut(placed.pixels(), extent(runs), grid, about(placed.region()));
        int lastLine = runs.getLast().line() - grid.side() + 1;
        for (int line = runs.getFirst().line(); line <= lastLine; line += grid.stride()) {
          lines.read(line, grid.side());
          cutLine(lines, line, cut, sink);
        }
      }
    }
  }

  private record Cut(RegionPixels pixels, SampleRange extent, Grid grid, PatchRecord about) {}

  private static SampleRange extent(List<Run> runs) {
    return new SampleRange(
        runs.stream().mapToInt(Run::from).min().orElseThrow(),
        runs.stream().mapToInt(Run::to).max().orElseThrow());
  }

  private static void cutLine(CubeLines lines, int line, Cut cut, Consumer<Patch> sink) {
    int side = cut.grid().side();
    int last = cut.extent().to() - side;
    for (int sample = cut.extent().from(); sample <= last; sample += cut.grid().stride()) {
      if (whole(lines, cut.pixels(), new Run(line, sample, sample + side))) {
        sink.accept(
            Patch.over(side, values(lines, line, sample, side), cut.about().at(line, sample)));
      }
    }
  }

  /** Whether a square, given by its first line, lies in the region and is usable. */
  private static boolean whole(CubeLines lines, RegionPixels pixels, Run first) {
    for (int i = 0; i < first.pixels(); i++) {
      Run run = new Run(first.line() + i, first.from(), first.to());
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
        // By the sample, whatever the region is called: all regions of a sample are one specimen.
        yield new PatchRecord(
            source,
            hole.isEmpty() ? found.hole() : hole,
            found.formation().isEmpty() ? formation : found.formation(),
            found.id(),
            0,
            0,
            new PatchTruth.Assayed(found.composition()));
      }
    };
  }
}
