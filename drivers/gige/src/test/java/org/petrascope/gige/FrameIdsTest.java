package org.petrascope.gige;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FrameIdsTest {
  private static final long PLAUSIBLE = 1000;
  private static final long SHORT_NS = 100_000_000;
  private static final long LONG_NS = 2_000_000_000;

  private final FrameIds ids = new FrameIds();

  @Test
  void firstFrameOfAnAcquisitionIsNumberOne() {
    assertTrue(ids.begin(1, PLAUSIBLE));
    assertEquals(1, ids.expected());
    assertEquals(1, ids.unwrap(1));
  }

  @Test
  void missingFirstFramesLeaveAGapBeforeTheFirst() {
    assertTrue(ids.begin(4, PLAUSIBLE));
    assertEquals(1, ids.expected());
    assertEquals(4, ids.unwrap(4));
  }

  @Test
  void cameraThatGoesOnCountingIsCountedFromItsFirstFrame() {
    assertFalse(ids.begin(40_000, PLAUSIBLE));
    assertEquals(1, ids.unwrap(40_000));
    assertEquals(2, ids.unwrap(40_001));
  }

  @Test
  void idAfter65535IsOneWithoutAZero() {
    assertFalse(ids.begin(65_535, PLAUSIBLE));
    assertEquals(1, ids.unwrap(65_535));
    assertEquals(2, ids.unwrap(1));
  }

  @Test
  void repeatedAndEarlierIdsDoNotRise() {
    ids.begin(1, PLAUSIBLE);
    ids.unwrap(1);
    ids.unwrap(200);
    assertEquals(200, ids.unwrap(200));
    assertEquals(1, ids.unwrap(1));
    assertEquals(201, ids.expected());
  }

  @Test
  void damagedStragglersAreNotANewBeginning() {
    ids.begin(1, PLAUSIBLE);
    ids.unwrap(200);
    for (int wire = 1; wire <= 100; wire++) {
      assertFalse(ids.earlier(wire, false, LONG_NS));
    }
    assertFalse(ids.earlier(101, true, LONG_NS));
    assertFalse(ids.earlier(102, true, LONG_NS));
    ids.unwrap(201);
    assertFalse(ids.earlier(103, true, LONG_NS));
  }

  @Test
  void wholeStragglersAmongNewerFramesAreNotANewBeginning() {
    ids.begin(1, PLAUSIBLE);
    ids.unwrap(200);
    for (int wire = 1; wire <= 100; wire++) {
      assertFalse(ids.earlier(wire, true, SHORT_NS));
    }
  }

  @Test
  void wholeEarlierFramesThatDoNotRiseAreNotANewBeginning() {
    ids.begin(1, PLAUSIBLE);
    ids.unwrap(200);
    for (int wire = 100; wire > 0; wire--) {
      assertFalse(ids.earlier(wire, true, LONG_NS));
    }
  }

  @Test
  void wholeEarlierFramesThatRiseAfterASilenceAreANewBeginning() {
    ids.begin(1, PLAUSIBLE);
    ids.unwrap(200);
    assertFalse(ids.earlier(1, true, LONG_NS));
    assertFalse(ids.earlier(2, true, LONG_NS));
    assertTrue(ids.earlier(3, true, LONG_NS));
  }

  @Test
  void extendedIdsNeverWrap() {
    ids.begin(1, PLAUSIBLE);
    ids.unwrap(1);
    long id = 1;
    for (long wire = 30_000; wire < 300_000; wire += 30_000) {
      id = ids.unwrap(wire);
    }
    assertEquals(270_000, id);
  }

  @Test
  void anyRisingSequenceWithGapsUnwrapsToItself() {
    long seed = 20_240_521;
    SplittableRandom random = new SplittableRandom(seed);
    ids.begin(1, PLAUSIBLE);
    long truth = 1;
    for (int i = 0; i < 100_000; i++) {
      long wire = (truth - 1) % 65_535 + 1;
      assertEquals(truth, ids.unwrap(wire), "seed " + seed + ", step " + i);
      truth += random.nextInt(10) == 0 ? random.nextInt(1, 32_000) : 1;
    }
  }
}
