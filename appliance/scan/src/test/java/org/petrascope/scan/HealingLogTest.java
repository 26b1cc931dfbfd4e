package org.petrascope.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HealingLogTest {
  private final HealingLog log = new HealingLog();

  private static BitSet lines(int... lines) {
    BitSet set = new BitSet();
    IntStream.of(lines).forEach(set::set);
    return set;
  }

  private static HealingLog.Balance balance(BitSet before, BitSet after) {
    return new HealingLog.Balance(before, after);
  }

  private static HealingLog.Balance none() {
    return balance(new BitSet(), new BitSet());
  }

  private void tried() {
    log.tried(new HealedStretch(0, 70, 4, 0, 4, 1, 1.5, 0.1, 0.2, 0.1, 0.99, ""));
  }

  @Test
  void allThatCameIsOneSentence() {
    tried();
    HealingReport report = log.report(balance(lines(5, 6, 7), lines()), none());
    assertEquals("core taken again once: 3 of 3 lost lines regained", report.sentence());
    assertEquals(List.of(), report.unhealed());
  }

  @Test
  void whatStaysIsNamedWithItsReason() {
    tried();
    tried();
    log.stay(lines(5, 6), "the stage slipped");
    log.stay(lines(6), "the cable was pulled");
    HealingReport report =
        log.report(balance(lines(1, 5, 6), lines(5, 6)), balance(lines(20, 21, 22), lines(21, 22)));
    assertEquals(
        "core taken again 2 times: 1 of 3 lost lines and 1 of 3 saturated lines regained;"
            + " line 5 stays lost: the stage slipped; line 6 stays lost: the cable was pulled;"
            + " lines 21 to 22 stay saturated: they did not come whole in any other try either",
        report.sentence());
  }

  @Test
  void aLongListIsCutShort() {
    BitSet all = lines(1, 3, 5, 7, 9);
    HealingReport report = log.report(balance(all, all), none());
    assertEquals(5, report.unhealed().size());
    assertEquals(
        "0 of 5 lost lines regained; line 1 stays lost: they did not come whole in any other try either;"
            + " line 3 stays lost: they did not come whole in any other try either;"
            + " line 5 stays lost: they did not come whole in any other try either;"
            + " 2 more stretches: see healing.json",
        report.sentence());
  }
}
