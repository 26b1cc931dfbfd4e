package org.petrascope.laboratory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.petrascope.formats.EnviReader;
import org.petrascope.formats.Spelling;
import org.petrascope.laboratory.RegionPixels.Run;
import org.petrascope.spectral.PixelFlag;
import org.petrascope.spectral.Spectrum;

/**
 * The spectrum of a region: what a laboratory's assay of the same stretch is compared with.
 *
 * @param mean mean reflectance, one value a band; NaN where no pixel has one
 * @param spread standard deviation between the pixels (divisor n - 1); NaN below two pixels
 * @param pixels pixels that took part
 * @param leftOut pixels that did not, each counted under the gravest of its flags
 */
public record Composite(
    Region region, Spectrum mean, Spectrum spread, long pixels, Map<PixelFlag, Long> leftOut) {
  public Composite {
    leftOut = Map.copyOf(leftOut);
  }

  /** Composites of all regions, in one pass over the cube in blocks of lines. */
  public static List<Composite> of(EnviReader cube, RegionPlan plan, PixelFlags flags) {
    return of(SceneLines.of(cube), plan, flags);
  }

  /** The same of a scan that is read from elsewhere. */
  public static List<Composite> of(SceneLines scene, RegionPlan plan, PixelFlags flags) {
    CubeLines.requireFits(scene, plan);
    int bands = scene.shape().bands();
    List<SpectrumTally> tallies = new ArrayList<>();
    plan.regions().forEach(placed -> tallies.add(new SpectrumTally(bands)));
    int[] next = new int[tallies.size()];
    int blockLines = scene.blockLines();
    CubeLines lines = new CubeLines(scene, flags, blockLines);
    int total = scene.shape().lines();
    for (int first = 0; first < total; first += blockLines) {
      int count = Math.min(blockLines, total - first);
      lines.read(first, count);
      for (int i = 0; i < next.length; i++) {
        List<Run> runs = plan.regions().get(i).pixels().runs();
        while (next[i] < runs.size() && runs.get(next[i]).line() < first + count) {
          tallies.get(i).add(lines, runs.get(next[i]++));
        }
      }
    }
    List<Composite> composites = new ArrayList<>();
    for (int i = 0; i < next.length; i++) {
      composites.add(tallies.get(i).composite(plan.regions().get(i).region()));
    }
    return composites;
  }

  /**
   * The laboratory's sample that the region names; empty for a labelled region.
   *
   * @throws LaboratoryException when the table has no such sample
   */
  public Optional<LaboratorySample> assay(LaboratoryTable table) {
    return switch (region.meaning()) {
      case RegionMeaning.Label label -> Optional.empty();
      case RegionMeaning.Sample sample -> Optional.of(sample(region, sample.id(), List.of(table)));
    };
  }

  /** The sample of this id in the first table that has it. */
  static LaboratorySample sample(Region region, String id, List<LaboratoryTable> tables) {
    return tables.stream()
        .flatMap(table -> table.sample(id).stream())
        .findFirst()
        .orElseThrow(
            () ->
                new LaboratoryException(
                    "region %s names sample %s, which no laboratory table has: %s"
                        .formatted(region.id(), id, remedy(id, tables))));
  }

  private static String remedy(String id, List<LaboratoryTable> tables) {
    List<String> known =
        tables.stream()
            .flatMap(table -> table.samples().stream())
            .map(LaboratorySample::id)
            .toList();
    return Spelling.nearest(id, known)
        .map(near -> "did you mean %s?".formatted(near))
        .orElse("read the table that has it");
  }
}
