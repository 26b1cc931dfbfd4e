package org.petrascope.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Against values computed by hand. */
class MetricsTest {
  private static final List<String> CLASSES = List.of("a", "b", "c");

  private static Answer.OfClasses claimed(int... best) {
    float[] values = new float[best.length * 3];
    float[] sets = new float[best.length * 3];
    for (int row = 0; row < best.length; row++) {
      for (int c = 0; c < 3; c++) {
        values[row * 3 + c] = c == best[row] ? 0.8f : 0.1f;
        sets[row * 3 + c] = c == best[row] || c == 0 ? 1 : 0;
      }
    }
    return new Answer.OfClasses(new Rows(best.length, 3, values), new Rows(best.length, 3, sets));
  }

  @Test
  void scoresOfClasses() {
    Labels truth = new Labels(CLASSES, 0, 0, 0, 0, 1, 1);
    Answer.OfClasses answer = claimed(0, 0, 0, 1, 1, 2);
    ClassScores scores = Metrics.of(answer, truth);
    assertEquals(4.0 / 6, scores.accuracy(), 1e-12);
    assertEquals((0.75 + 0.5) / 2, scores.balancedAccuracy(), 1e-12);
    assertEquals((6.0 / 7 + 0.5 + 0) / 3, scores.macroF1(), 1e-12);
    double chance = (4.0 * 3 + 2 * 2 + 0) / 36;
    assertEquals((4.0 / 6 - chance) / (1 - chance), scores.kappa(), 1e-12);
    double right = 0.04 + 0.01 + 0.01;
    double wrong = 0.81 + 0.64 + 0.01;
    assertEquals((4 * right + 2 * wrong) / 6, scores.brier(), 1e-6);
    assertEquals(5.0 / 6, scores.coverage(), 1e-12);
    assertEquals(9.0 / 6, scores.setSize(), 1e-12);
    assertEquals(1 - scores.accuracy(), scores.loss());
    assertEquals(
        List.of(List.of(3, 1, 0), List.of(0, 1, 1), List.of(0, 0, 0)),
        Metrics.confusion(answer, truth));
  }

  @Test
  void oneClassAloneHasNoKappa() {
    assertEquals(0, Metrics.of(claimed(0, 0), new Labels(CLASSES, 0, 0)).kappa());
  }

  @Test
  void scoresOfCompositions() {
    Rows truth = new Rows(2, 2, new float[] {0, 1, 0.5f, 0.5f});
    Rows told = new Rows(2, 2, new float[] {0.25f, 0.75f, 0.5f, 0.75f});
    Rows lower = new Rows(2, 2, new float[] {0.125f, 0.5f, 0.5f, 0.5f});
    Rows upper = new Rows(2, 2, new float[] {0.25f, 1, 0.5f, 1});
    CompositionScores scores =
        Metrics.of(
            new Answer.OfCompositions(told, lower, upper),
            Compositions.exact(List.of("q", "f"), truth));
    assertEquals(Math.sqrt(3 * 0.0625 / 4), scores.rmse(), 1e-12);
    assertEquals(1 - 3 * 0.0625 / 0.25, scores.r2(), 1e-12);
    assertEquals(0.0625, scores.bias(), 1e-12);
    assertEquals(0.75, scores.coverage(), 1e-12);
    assertEquals((0.125 + 0 + 0.5 + 0.5) / 4, scores.width(), 1e-12);
    CompositionScores.Component first = scores.components().getFirst();
    assertEquals("q", first.name());
    assertEquals(Math.sqrt(0.0625 / 2), first.rmse(), 1e-12);
    assertEquals(1 - 0.0625 / 0.125, first.r2(), 1e-12);
    assertEquals(0.125, first.bias(), 1e-12);
    assertEquals(0.5, first.coverage(), 1e-12);
  }

  @Test
  void foldsAreSummarisedByMeanAndDeviation() {
    Labels truth = new Labels(CLASSES, 0, 1);
    List<Scores> folds =
        List.of(Metrics.of(claimed(0, 1), truth), Metrics.of(claimed(0, 0), truth));
    assertEquals(0.75, ((ClassScores) Metrics.mean(folds)).accuracy(), 1e-12);
    assertEquals(Math.sqrt(0.125), ((ClassScores) Metrics.spread(folds)).accuracy(), 1e-12);
    assertEquals(4, Metrics.mean(folds).rows());
    assertEquals(0, ((ClassScores) Metrics.spread(folds.subList(0, 1))).accuracy());
  }

  @Test
  void componentThatNeverVariesHasNoR2() {
    Rows same = new Rows(2, 1, new float[] {0.5f, 0.5f});
    CompositionScores scores =
        Metrics.of(
            new Answer.OfCompositions(same, same, same), Compositions.exact(List.of("q"), same));
    assertTrue(Double.isNaN(scores.r2()));
  }
}
