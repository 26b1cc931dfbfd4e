package org.petrascope.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  private static final Rows NOTHING = new Rows(0, 1, new float[0]);

  private static Evaluation of(double... errorRates) {
    List<Report.FoldReport> folds = new ArrayList<>();
    for (int fold = 0; fold < errorRates.length; fold++) {
      folds.add(new Report.FoldReport(1, fold + 1, scores(errorRates[fold])));
    }
    return new Evaluation(
        folds, new Answer.OfClasses(NOTHING, NOTHING), scores(0), scores(0), List.of());
  }

  private static ClassScores scores(double errorRate) {
    return new ClassScores(10, 1 - errorRate, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void clearGainIsBetter() {
    Verdict verdict =
        Evaluation.verdict(
            of(0.1, 0.2, 0.1, 0.2),
            List.of(of(0.2, 0.31, 0.2, 0.3), of(0.5, 0.5, 0.5, 0.5)),
            List.of("good", "poor"));
    assertEquals(Verdict.Outcome.BETTER, verdict.outcome());
    assertEquals("good", verdict.bestMember());
    assertEquals(0.1025, verdict.gain(), 1e-12);
    assertEquals(2 * Math.sqrt(1 / 4.0 + 1 / 3.0) * 0.005, verdict.noise(), 1e-12);
    assertTrue(verdict.sentence().contains("better than its best member good"));
  }

  @Test
  void gainWithinNoiseIsNoDifference() {
    Verdict verdict =
        Evaluation.verdict(
            of(0.1, 0.3, 0.1, 0.3),
            List.of(of(0.3, 0.2, 0.2, 0.15), of(0.5, 0.5, 0.5, 0.5)),
            List.of("good", "poor"));
    assertEquals(Verdict.Outcome.NO_DIFFERENCE, verdict.outcome());
  }

  @Test
  void clearLossIsSaid() {
    Verdict verdict =
        Evaluation.verdict(
            of(0.4, 0.41, 0.4, 0.4),
            List.of(of(0.2, 0.2, 0.2, 0.21), of(0.5, 0.5, 0.5, 0.5)),
            List.of("good", "poor"));
    assertEquals(Verdict.Outcome.WORSE, verdict.outcome());
    assertTrue(verdict.sentence().contains("use that model alone"));
  }
}
