package org.petrascope.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class GrblReportTest {
  @Test
  void fieldsAreReadInWhateverOrderTheyCome() {
    GrblReport report =
        GrblReport.parse("<Hold:0|FS:1200,0|MPos:-12.345,6.000,7.500|Pn:X>", 1).orElseThrow();
    assertEquals(StageStatus.State.HELD, report.stageState());
    assertEquals(6, report.machineMm());
    assertEquals(1200, report.feedMmPerMin());
  }

  @Test
  void reportsThatWereDamagedOnTheWireAreNone() {
    for (String line :
        new String[] {
          "",
          "ok",
          "<Idle|MPos:1.0,2.0",
          "<Idle|MPos:>",
          "<Idle|FS:0,0>",
          "<Idle|MPos:1.0>",
          "<Idle|MPos:1,x,2>",
          "<Idle>"
        }) {
      assertTrue(GrblReport.parse(line, 1).isEmpty(), line);
    }
  }
}
