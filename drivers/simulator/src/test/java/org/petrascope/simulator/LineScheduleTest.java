package org.petrascope.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class LineScheduleTest {
  private static final long PERIOD_NS = 2_000_000;

  private final LineSchedule schedule = new LineSchedule();
  private long nowNs = -5;

  @Test
  void framesLeaveAtTheirRate() {
    schedule.nextIn(PERIOD_NS, nowNs);
    long startNs = nowNs;
    send(100);
    assertEquals(100 * PERIOD_NS, nowNs - startNs);
  }

  @Test
  void delayIsMadeUpForWithoutABurst() {
    schedule.nextIn(PERIOD_NS, nowNs);
    long startNs = nowNs;
    send(10);
    nowNs += 50 * PERIOD_NS;
    assertTrue(schedule.isLate(nowNs, PERIOD_NS));
    send(1);
    long lateNs = nowNs;
    send(1);
    assertEquals(PERIOD_NS * 4 / 5, nowNs - lateNs);
    send(400);
    assertFalse(schedule.isLate(nowNs, PERIOD_NS));
    assertEquals(412 * PERIOD_NS, nowNs - startNs);
  }

  @Test
  void scheduleMovesWhenItIsHopelesslyBehind() {
    schedule.nextIn(PERIOD_NS, nowNs);
    nowNs += 10 * LineSchedule.BEHIND_MAX_NS;
    send(1);
    long behindNs = LineSchedule.BEHIND_MAX_NS;
    long framesToCatchUp = behindNs / (PERIOD_NS / 5);
    send((int) framesToCatchUp + 2);
    assertFalse(schedule.isLate(nowNs, 0));
  }

  private void send(int frames) {
    for (int i = 0; i < frames; i++) {
      nowNs += schedule.untilNextNs(nowNs);
      schedule.left(nowNs, PERIOD_NS);
    }
  }
}
