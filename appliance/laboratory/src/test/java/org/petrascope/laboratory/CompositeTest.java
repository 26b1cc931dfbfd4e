package org.petrascope.laboratory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.formats.EnviHeader;
import org.petrascope.formats.EnviLayout;
import org.petrascope.formats.EnviReader;
import org.petrascope.formats.EnviType;
import org.petrascope.formats.EnviWriter;
import org.petrascope.formats.Interleave;
import org.petrascope.spectral.BoxTemplate;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.DepthInterval;
import org.petrascope.spectral.PixelFlag;

class CompositeTest {
  private static final int LINES = 40;
  private static final int SAMPLES = 12;
  private static final int BANDS = Samples.BANDS.count();
  private static final ScanGeometry SCAN =
      new ScanGeometry(LINES, SAMPLES, BoxTemplate.whole(SAMPLES), new DepthInterval(10, 14));

  @TempDir Path folder;

  /** Reflectance of a pixel in the cube that these tests write. */
  private static float value(int line, int sample, int band) {
    return line + sample / 100f + band / 10000f;
  }

  private EnviReader cube() {
    float[] bip = new float[LINES * SAMPLES * BANDS];
    for (int i = 0; i < bip.length; i++) {
      bip[i] = value(i / BANDS / SAMPLES, i / BANDS % SAMPLES, i % BANDS);
    }
    // Pixel (2, 3) has no measurement at all, (2, 4) none in band 1.
    for (int band = 0; band < BANDS; band++) {
      bip[(2 * SAMPLES + 3) * BANDS + band] = Float.NaN;
    }
    bip[(2 * SAMPLES + 4) * BANDS + 1] = Float.NaN;
    CubeShape shape = new CubeShape(LINES, SAMPLES, BANDS);
    Path header = folder.resolve("cube.hdr");
    try (EnviWriter writer =
        EnviWriter.create(
            header,
            EnviHeader.of(EnviLayout.of(shape, Interleave.BIP, EnviType.FLOAT32))
                .with(Samples.BANDS))) {
      writer.append(bip, LINES);
      writer.commit();
    }
    return EnviReader.open(header);
  }

  private static Region stretch(String id, double fromM, double toM) {
    return new Region(
        id, new RegionShape.Stretch(new DepthInterval(fromM, toM)), new RegionMeaning.Sample(id));
  }

  @Test
  void meanAndSpreadAreThoseOfTheUsablePixelsAndTheOthersAreCounted() {
    // 0.1 m a line: lines 2 and 3.
    RegionPlan plan = RegionPlan.of(SCAN, List.of(stretch("S1", 10.2, 10.4)));
    PixelFlags flags =
        (line, sample) ->
            line == 3 && sample < 2
                ? PixelFlag.SATURATED.bit() | PixelFlag.LOW_SIGNAL.bit()
                : line == 3 && sample == 5 ? PixelFlag.MIXED.bit() : 0;
    Composite composite;
    try (EnviReader cube = cube()) {
      composite = Composite.of(cube, plan, flags).getFirst();
    }
    assertEquals(21, composite.pixels());
    assertEquals(Map.of(PixelFlag.NO_DATA, 1L, PixelFlag.SATURATED, 2L), composite.leftOut());
    List<Double> used = new ArrayList<>();
    for (int line = 2; line < 4; line++) {
      for (int sample = 0; sample < SAMPLES; sample++) {
        boolean out = (line == 2 && (sample == 3 || sample == 4)) || (line == 3 && sample < 2);
        if (!out) {
          used.add((double) value(line, sample, 1));
        }
      }
    }
    double mean = used.stream().mapToDouble(v -> v).average().orElseThrow();
    double squares = used.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    assertEquals(20, used.size());
    assertEquals(mean, composite.mean().value(1), 1e-6);
    assertEquals(Math.sqrt(squares / 19), composite.spread().value(1), 1e-6);
  }

  @Test
  void compositeIsTiedToTheAssayOfItsSample() {
    LaboratoryTable table =
        new LaboratoryTable(
            "t",
            AssayMethod.XRD,
            List.of(LaboratorySample.of("S1", Samples.quartz(0.25))),
            List.of());
    RegionPlan plan = RegionPlan.of(SCAN, List.of(stretch("S1", 10, 11), stretch("S7", 12, 13)));
    List<Composite> composites;
    try (EnviReader cube = cube()) {
      composites = Composite.of(cube, plan, PixelFlags.none());
    }
    assertEquals(
        Samples.quartz(0.25), composites.getFirst().assay(table).orElseThrow().composition());
    assertEquals(
        "region S7 names sample S7, which no laboratory table has: did you mean S1?",
        assertThrows(LaboratoryException.class, () -> composites.getLast().assay(table))
            .getMessage());
  }

  @Test
  void cubeOfAnotherScanIsRefused() {
    ScanGeometry other =
        new ScanGeometry(LINES + 1, SAMPLES, BoxTemplate.whole(SAMPLES), SCAN.box());
    RegionPlan plan = RegionPlan.of(other, List.of(stretch("S1", 10, 11)));
    try (EnviReader cube = cube()) {
      assertTrue(
          assertThrows(LaboratoryException.class, () -> Composite.of(cube, plan, PixelFlags.none()))
              .getMessage()
              .endsWith(
                  "has 40 lines x 12 samples, the regions are for a scan of 41 x 12: take the cube they were drawn on"));
    }
  }

  private List<Patch> cut(PatchCutter.Grid grid, RegionPlan plan, PixelFlags flags) {
    LaboratoryTable table =
        new LaboratoryTable(
            "t",
            AssayMethod.XRD,
            List.of(LaboratorySample.of("S1", Samples.quartz(0.25)).fromFormation("Lower")),
            List.of());
    List<Patch> patches = new ArrayList<>();
    try (EnviReader cube = cube()) {
      new PatchCutter(Samples.source("scan"), "DH-1", "Upper", List.of(table))
          .cut(new PatchCutter.Scene(SceneLines.of(cube), plan, flags), grid, patches::add);
    }
    return patches;
  }

  @Test
  void patchesLieOnAGridInsideTheirRegionAndAroundFlaggedPixels() {
    RegionPlan plan = RegionPlan.of(SCAN, List.of(stretch("S1", 10.4, 11)));
    PixelFlags oneFlagged = (line, sample) -> line == 5 && sample == 4 ? 1 : 0;
    List<Patch> patches = cut(new PatchCutter.Grid(3, 3), plan, oneFlagged);
    // Lines 4 to 9 by samples 0 to 11: 2 x 4 squares, less the one with pixel (5, 4).
    assertEquals(7, patches.size());
    Patch second = patches.get(1);
    assertEquals(List.of(4, 6), List.of(second.about().line(), second.about().sample()));
    assertEquals("Lower", second.about().formation());
    assertEquals(new PatchTruth.Assayed(Samples.quartz(0.25)), second.about().truth());
    float[] values = second.values();
    assertEquals(value(6, 7, 2), values[(2 * 3 + 1) * BANDS + 2]);
  }

  @Test
  void singleSpectraOfALabelledPolygonAreItsPixels() {
    Region polygon =
        new Region(
            "R1",
            new RegionShape.Polygon(
                List.of(
                    new RegionShape.Vertex(1, 2),
                    new RegionShape.Vertex(1, 7),
                    new RegionShape.Vertex(4, 7),
                    new RegionShape.Vertex(4, 2))),
            new RegionMeaning.Label("Talc"));
    List<Patch> patches =
        cut(new PatchCutter.Grid(1, 1), RegionPlan.of(SCAN, List.of(polygon)), PixelFlags.none());
    assertEquals(14, patches.size(), "3 x 5 pixels, one of them without data");
    assertEquals(new PatchTruth.Labelled("Talc"), patches.getFirst().about().truth());
    assertEquals("Upper", patches.getFirst().about().formation());
  }
}
