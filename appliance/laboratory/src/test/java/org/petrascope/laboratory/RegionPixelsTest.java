package org.petrascope.laboratory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.petrascope.laboratory.RegionShape.Polygon;
import org.petrascope.laboratory.RegionShape.Stretch;
import org.petrascope.laboratory.RegionShape.Vertex;
import org.petrascope.spectral.BoxTemplate;
import org.petrascope.spectral.DepthInterval;
import org.petrascope.spectral.SampleRange;

class RegionPixelsTest {
  private static final ScanGeometry SCAN =
      new ScanGeometry(40, 30, BoxTemplate.equalRows(2, 30), new DepthInterval(100, 102));

  private static Polygon rectangle(double line, double sample, double toLine, double toSample) {
    return new Polygon(
        List.of(
            new Vertex(line, sample),
            new Vertex(line, toSample),
            new Vertex(toLine, toSample),
            new Vertex(toLine, sample)));
  }

  private static Region labelled(String id, RegionShape shape, String label) {
    return new Region(id, shape, new RegionMeaning.Label(label));
  }

  @Provide
  Arbitrary<Polygon> polygons() {
    Arbitrary<Double> coordinate = Arbitraries.doubles().between(-5, 45).ofScale(2);
    return coordinate
        .list()
        .ofMinSize(6)
        .ofMaxSize(16)
        .map(
            list -> {
              List<Vertex> vertices = new ArrayList<>();
              for (int i = 0; i + 1 < list.size(); i += 2) {
                vertices.add(new Vertex(list.get(i), list.get(i + 1)));
              }
              return new Polygon(vertices);
            });
  }

  /** The even-odd rule asked for one point at a time. */
  private static boolean inside(Polygon polygon, double line, double sample) {
    boolean inside = false;
    List<Vertex> vertices = polygon.vertices();
    for (int i = 0, j = vertices.size() - 1; i < vertices.size(); j = i++) {
      Vertex a = vertices.get(i);
      Vertex b = vertices.get(j);
      if ((a.line() <= line) != (b.line() <= line)) {
        Vertex low = a.line() < b.line() ? a : b;
        Vertex high = a.line() < b.line() ? b : a;
        double crossing =
            low.sample()
                + (line - low.line()) / (high.line() - low.line()) * (high.sample() - low.sample());
        inside ^= crossing <= sample;
      }
    }
    return inside;
  }

  @Property(tries = 300)
  void pixelsAreThoseWhoseCentresTheEvenOddRulePutsInside(@ForAll("polygons") Polygon polygon) {
    RegionPixels pixels = RegionPixels.of(polygon, SCAN);
    long outside = 0;
    for (int line = -6; line < 50; line++) {
      for (int sample = -6; sample < 50; sample++) {
        boolean inside = inside(polygon, line + 0.5, sample + 0.5);
        boolean onScan = line >= 0 && line < 40 && sample >= 0 && sample < 30;
        outside += inside && !onScan ? 1 : 0;
        if (onScan) {
          assertEquals(inside, pixels.contains(line, sample), line + ", " + sample);
        }
      }
    }
    assertEquals(outside, pixels.outside());
  }

  @Property(tries = 300)
  void trianglesAreaIsItsPixelsWithinItsOutline(@ForAll("polygons") Polygon any) {
    Polygon triangle = new Polygon(any.vertices().subList(0, 3));
    RegionPixels pixels = RegionPixels.of(triangle, SCAN);
    double outline = 0;
    for (int i = 0; i < 3; i++) {
      Vertex a = triangle.vertices().get(i);
      Vertex b = triangle.vertices().get((i + 1) % 3);
      outline += Math.hypot(a.line() - b.line(), a.sample() - b.sample());
    }
    // Every pixel that the outline does not cross is counted rightly; it crosses about two a unit.
    assertEquals(triangle.area(), (double) (pixels.count() + pixels.outside()), 2 * outline + 4);
  }

  @Property(tries = 200)
  void halvesOfAPolygonCutAlongALineShareNothingAndMissNothing(@ForAll("polygons") Polygon any) {
    List<Vertex> v = any.vertices();
    Polygon first = new Polygon(List.of(v.get(0), v.get(1), v.get(2)));
    Vertex mirrored =
        new Vertex(
            v.get(0).line() + v.get(1).line() - v.get(2).line(),
            v.get(0).sample() + v.get(1).sample() - v.get(2).sample());
    Polygon second = new Polygon(List.of(v.get(1), v.get(0), mirrored));
    Polygon whole = new Polygon(List.of(v.get(0), mirrored, v.get(1), v.get(2)));
    RegionPixels a = RegionPixels.of(first, SCAN);
    RegionPixels b = RegionPixels.of(second, SCAN);
    assertEquals(0, a.shared(b));
    assertEquals(RegionPixels.of(whole, SCAN).count(), a.count() + b.count());
  }

  @Test
  void rectangleOnPixelEdgesHasExactlyItsArea() {
    RegionPixels pixels = RegionPixels.of(rectangle(2, 3, 12, 8), SCAN);
    assertEquals(50, pixels.count());
    assertTrue(pixels.contains(2, 3));
    assertTrue(pixels.contains(11, 7));
    assertFalse(pixels.contains(12, 7));
    assertFalse(pixels.contains(11, 8));
  }

  @Test
  void depthIntervalTakesThePixelsOfItsRowsAndNoOther() {
    ScanGeometry scan =
        new ScanGeometry(
            40,
            30,
            new BoxTemplate(List.of(new SampleRange(16, 28), new SampleRange(2, 12))),
            new DepthInterval(100, 102));
    RegionPixels pixels = RegionPixels.of(new Stretch(new DepthInterval(100.5, 101.25)), scan);
    // A row is 1 m over 40 lines: lines 20 to 39 of the first, 0 to 9 of the second.
    assertEquals(20 * 12 + 10 * 10, pixels.count());
    assertTrue(pixels.contains(39, 16));
    assertTrue(pixels.contains(0, 11));
    assertFalse(pixels.contains(0, 12));
    assertFalse(pixels.contains(10, 2));
    assertFalse(pixels.contains(19, 16));
  }

  @Test
  void pixelsBesideTheScanAndDepthsBesideTheBoxAreReported() {
    RegionPlan plan =
        RegionPlan.of(
            SCAN,
            List.of(
                labelled("R1", rectangle(35, 20, 45, 30), "Kaolinite"),
                labelled("R2", new Stretch(new DepthInterval(101.5, 103)), "Quartz"),
                labelled("R3", rectangle(100, 0, 110, 10), "Talc")));
    assertEquals(
        List.of(
            "region R1: 50 of its 100 pixels lie outside the scan of 40 lines x 30 samples",
            "region R2: 1.00 of its 1.50 m lie outside the box, which holds 100.00 to 102.00 m",
            "region R3: 100 of its 100 pixels lie outside the scan of 40 lines x 30 samples",
            "region R3 holds no pixel of the scan"),
        plan.notes());
  }

  @Test
  void regionsThatOverlapAndMeanDifferentThingsAreRefused() {
    Region first = labelled("R1", rectangle(0, 0, 10, 10), "Kaolinite");
    Region same = labelled("R2", rectangle(5, 5, 15, 15), "Kaolinite");
    Region other = labelled("R3", rectangle(9, 9, 20, 20), "Alunite");
    assertEquals(
        List.of(), RegionPlan.of(SCAN, List.of(first, same)).requireNoConflicts().conflicts());
    RegionPlan plan = RegionPlan.of(SCAN, List.of(first, other));
    assertEquals(
        "the regions, regions R1 (Kaolinite) and R3 (Alunite) share 1 pixels: redraw one, or give both the same meaning",
        assertThrows(LaboratoryException.class, plan::requireNoConflicts).getMessage());
  }

  @Test
  void samplesOfATableBecomeRegionsOfTheirDepth() {
    LaboratorySample sample =
        LaboratorySample.of("S1", Samples.quartz(0.5))
            .fromHole("H1")
            .fromDepth(new DepthInterval(100.2, 100.4));
    LaboratorySample below = sample.fromDepth(new DepthInterval(102, 103));
    LaboratoryTable table =
        new LaboratoryTable("t", AssayMethod.XRD, List.of(sample, below), List.of());
    assertEquals(
        List.of(
            new Region(
                "S1",
                new Stretch(new DepthInterval(100.2, 100.4)),
                new RegionMeaning.Sample("S1"))),
        Region.ofSamples(table, "H1", SCAN));
    assertEquals(List.of(), Region.ofSamples(table, "H2", SCAN));
  }
}
