package org.petrascope.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.petrascope.update.ReleaseName.Kind;
import org.petrascope.update.RolloutPlan.Rollout;

class RolloutPlanTest {
  private static Rollout rollout(String version, int canary, int all, boolean paused) {
    return new Rollout(
        new ReleaseName(Kind.SOFTWARE, "petrascope", version),
        Map.of(Ring.CANARY, canary, Ring.ALL, all),
        paused,
        false);
  }

  private static BoxProfile box(int number, Ring ring) {
    return new BoxProfile("box-" + number, "x86_64", ring, 0);
  }

  private static List<Integer> reached(int percent) {
    Rollout rollout = rollout("1.1.0", 0, percent, false);
    return IntStream.range(0, 1000)
        .filter(number -> rollout.reaches(box(number, Ring.ALL)))
        .boxed()
        .toList();
  }

  @Test
  void raisedPercentageOnlyAddsBoxes() {
    assertEquals(0, reached(0).size());
    assertEquals(1000, reached(100).size());
    List<Integer> before = List.of();
    for (int percent : List.of(1, 10, 25, 50, 99)) {
      List<Integer> now = reached(percent);
      assertTrue(now.containsAll(before), "a box lost its release at " + percent);
      assertTrue(Math.abs(now.size() - 10 * percent) < 60, percent + " % are " + now.size());
      before = now;
    }
  }

  @Test
  void ringsAreGivenTheirOwnShare() {
    RolloutPlan plan =
        new RolloutPlan(
            List.of(rollout("1.0.0", 100, 100, false), rollout("1.1.0", 100, 0, false)));
    assertEquals("1.1.0", plan.chosenFor(box(1, Ring.CANARY)).getFirst().release().version());
    assertEquals("1.0.0", plan.chosenFor(box(1, Ring.ALL)).getFirst().release().version());
    assertEquals(List.of(), plan.chosenFor(box(1, Ring.EARLY)));
  }

  @Test
  void pausedReleaseIsGivenToNobody() {
    RolloutPlan plan =
        new RolloutPlan(
            List.of(rollout("1.0.0", 100, 100, false), rollout("1.1.0", 100, 100, true)));
    assertEquals("1.0.0", plan.chosenFor(box(1, Ring.CANARY)).getFirst().release().version());
  }

  @Test
  void planIsTheSameAfterItWasWritten() {
    RolloutPlan plan =
        new RolloutPlan(
            List.of(
                new Rollout(
                    new ReleaseName(Kind.MODEL, "pilbara", "2026-11"),
                    Map.of(Ring.CANARY, 100, Ring.EARLY, 20, Ring.ALL, 0),
                    true,
                    true)));
    assertEquals(plan, RolloutPlan.read(plan.bytes()));
  }

  @Test
  void versionsAreOrderedByTheirNumbers() {
    assertTrue(ReleaseName.compare("1.10.0", "1.9.5") > 0);
    assertTrue(ReleaseName.compare("1.9", "1.9.1") < 0);
    assertEquals(0, ReleaseName.compare("2.0", "2.0.0"));
  }

  @Test
  void namesThatLeadElsewhereAreRefused() {
    for (String name : List.of("../evil", "", "a/b", "a_b", ".hidden")) {
      assertThrows(
          IllegalArgumentException.class, () -> new ReleaseName(Kind.LIBRARY, name, "1"), name);
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> new ReleaseName(Kind.SOFTWARE, "petrascope", "1.0-rc1"));
  }

  @Test
  void documentOfANewerFormatSaysSo() {
    byte[] newer = "{\"format\": 2}".getBytes(StandardCharsets.UTF_8);
    String why =
        assertThrows(UpdateException.class, () -> ReleaseManifest.read(newer)).getMessage();
    assertTrue(why.contains("has format 2, this software reads 1"), why);
  }
}
