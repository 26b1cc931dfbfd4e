package org.petrascope.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class RegressionTest {
  private static final RowShape SHAPE = new RowShape(1, 1000, 1010);

  private static Dataset data(Target target, float... values) {
    List<String> groups = List.of("a", "a", "b", "c").subList(0, target.count());
    return new Dataset(SHAPE, new Rows(target.count(), 2, values), target, groups);
  }

  private static Regression of(Dataset data, TrainingPlan.ClassBalance balance) {
    return Regression.of(data, new TrainingPlan(1, balance, java.util.Optional.empty()));
  }

  private static void assertRefused(Dataset data, String expected) {
    String message =
        assertThrows(LearningException.class, () -> of(data, TrainingPlan.ClassBalance.NONE))
            .getMessage();
    assertTrue(message.contains(expected) && !message.contains("\n"), message);
  }

  @Test
  void everyClassCountsTheSameAndUnknownRowsAreLeftOut() {
    Labels labels = new Labels(List.of("x", "y", "z"), 2, Labels.UNKNOWN, 2, 0);
    Regression regression =
        of(data(labels, 1, 2, 3, 4, 5, 6, 7, 8), TrainingPlan.ClassBalance.WEIGHTED);
    assertArrayEquals(new double[] {0, 0, 1, 0, 0, 1, 1, 0, 0}, regression.targets());
    assertArrayEquals(new double[] {0.75, 0.75, 1.5}, regression.weights());
    assertArrayEquals(new float[] {1, 2, 5, 6, 7, 8}, regression.rows().values());
    assertEquals(List.of("a", "b", "c"), regression.groups());
  }

  @Test
  void targetThatNeverVariesIsRefused() {
    Rows same = new Rows(3, 1, new float[] {0.4f, 0.4f, 0.4f});
    assertRefused(
        data(Compositions.exact(List.of("CaO"), same), 1, 2, 3, 4, 5, 6),
        "CaO is the same in all 3 rows");
    assertRefused(
        data(new Labels(List.of("x", "y"), 1, 1, Labels.UNKNOWN), 1, 2, 3, 4, 5, 6),
        "all 2 rows of known class are of the same class");
  }

  @Test
  void missingNumbersAreNamedByRowAndColumn() {
    Rows holed = new Rows(2, 1, new float[] {0.4f, Float.NaN});
    assertRefused(
        data(Compositions.exact(List.of("CaO"), holed), 1, 2, 3, 4),
        "row 2 has no fraction of CaO");
    assertRefused(
        data(new Labels(List.of("x", "y"), 0, 1), 1, 2, 3, Float.NaN),
        "row 2 has no number in column 2");
  }
}
