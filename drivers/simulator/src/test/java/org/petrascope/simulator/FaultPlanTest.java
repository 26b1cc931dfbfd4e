package org.petrascope.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class FaultPlanTest {
  @Test
  void specificationIsReadAndWrittenBack() {
    FaultPlan plan = FaultPlan.parse("drop=0.01, muteAt=500,seed=3");
    assertEquals(0.01, plan.amount(Fault.DROP));
    assertEquals(500, plan.amount(Fault.MUTE_AT));
    assertEquals(0, plan.amount(Fault.DUPLICATE));
    assertEquals(3, plan.seed());
    assertEquals(plan, FaultPlan.parse(plan.toString()));
    assertEquals(FaultPlan.NONE, FaultPlan.parse(""));
  }

  @Test
  void unknownFaultIsRefusedWithASuggestion() {
    String message = refusal("dorp=0.1");
    assertTrue(message.startsWith("fault dorp is unknown: did you mean drop?"), message);
  }

  @Test
  void amountsOutOfRangeAreRefused() {
    assertEquals("fault drop is 1.5: it takes a probability from 0 to 1", refusal("drop=1.5"));
    assertEquals("fault muteAt is -1.0: it takes a whole number from 0 on", refusal("muteAt=-1"));
    assertEquals(
        "fault drop is 'much': it takes a number, for example drop=1", refusal("drop=much"));
    assertEquals("fault drop has no value: write for example drop=1", refusal("drop"));
    assertEquals("seed 2.5 is not a whole number", refusal("seed=2.5"));
  }

  private static String refusal(String specification) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> FaultPlan.parse(specification));
    return String.valueOf(e.getMessage());
  }
}
