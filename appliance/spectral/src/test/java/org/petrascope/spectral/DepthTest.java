package org.petrascope.spectral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DepthTest {
  private static final DepthInterval BOX = new DepthInterval(12, 16);

  @Test
  void intervalsAreHalfOpen() {
    DepthIntervals intervals = DepthIntervals.every(1, BOX);
    assertEquals(4, intervals.count());
    assertEquals(0, intervals.indexOf(12));
    assertEquals(0, intervals.indexOf(Math.nextDown(13.0)));
    assertEquals(1, intervals.indexOf(13));
    assertEquals(-1, intervals.indexOf(16));
    assertEquals(-1, intervals.indexOf(11.99));
  }

  @Test
  void lastIntervalMayBeShorter() {
    DepthIntervals intervals = DepthIntervals.every(1.5, BOX);
    assertEquals(3, intervals.count());
    assertEquals(new DepthInterval(15, 16), intervals.interval(2));
  }

  @Test
  void roundingMakesNoEmptyLastInterval() {
    DepthInterval box = new DepthInterval(0, 0.3);
    assertEquals(3, DepthIntervals.every(0.1, box).count());
    assertEquals(7, DepthIntervals.equal(7, box).count());
  }

  @Test
  void boundsThatDoNotRiseAreRefused() {
    assertThrows(SpectralException.class, () -> DepthIntervals.between(List.of(1.0, 1.0)));
    assertThrows(SpectralException.class, () -> DepthIntervals.between(List.of(1.0)));
    assertThrows(SpectralException.class, () -> DepthIntervals.every(0, BOX));
    assertThrows(SpectralException.class, () -> new DepthInterval(3, 3));
  }

  @Test
  void boundsAreReadBackEqual() {
    DepthIntervals intervals = DepthIntervals.every(0.7, BOX);
    assertEquals(intervals, DepthIntervals.between(intervals.boundsM()));
  }

  @Test
  void rowsFollowOneAnotherInDepth() {
    BoxTemplate template = BoxTemplate.equalRows(4, 640);
    assertEquals(new SampleRange(160, 320), template.rows().get(1));
    assertEquals(1, template.rowOf(160));
    assertEquals(-1, template.rowOf(640));
    assertEquals(12.05, template.depthM(0, 0, 10, BOX), 1e-12);
    assertEquals(13.05, template.depthM(1, 0, 10, BOX), 1e-12);
    assertEquals(15.95, template.depthM(3, 9, 10, BOX), 1e-12);
  }

  @Test
  void rowsThatOverlapAreRefused() {
    List<SampleRange> rows = List.of(new SampleRange(10, 20), new SampleRange(0, 11));
    SpectralException refused = assertThrows(SpectralException.class, () -> new BoxTemplate(rows));
    assertTrue(refused.getMessage().contains("overlap"), refused.getMessage());
  }

  @Test
  void scanIdsSortByTime() {
    SplittableRandom random = new SplittableRandom(1);
    Instant start = Instant.parse("2026-03-14T09:15:00.250Z");
    ScanId first = ScanId.next(Clock.fixed(start, ZoneOffset.UTC), random);
    ScanId second = ScanId.next(Clock.fixed(start.plusMillis(1), ZoneOffset.UTC), random);
    assertTrue(first.compareTo(second) < 0);
    assertTrue(first.value().startsWith("20260314T091500250Z-"), first.value());
    assertThrows(IllegalArgumentException.class, () -> new ScanId("../etc"));
  }
}
