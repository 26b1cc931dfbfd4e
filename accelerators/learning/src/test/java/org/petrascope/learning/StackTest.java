package org.petrascope.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Shares, closure, intervals and label sets on out-of-fold predictions that are made up. */
class StackTest {
  private static final List<String> PARTS = List.of("quartz", "mica", "clay");
  private static final Stack.Terms TERMS = new Stack.Terms(0.9, true, false);

  private static Output told(int columns, float... values) {
    int count = values.length / columns;
    return new Output(
        new Rows(count, columns, values), new Rows(count, columns, new float[values.length]));
  }

  private static List<String> groupsOf(int rows, int size) {
    return IntStream.range(0, rows).mapToObj(row -> "g" + row / size).toList();
  }

  private static Rows truth(int rows, SplittableRandom random) {
    float[] values = new float[rows * 3];
    for (int row = 0; row < rows; row++) {
      double a = random.nextDouble();
      double b = (1 - a) * random.nextDouble();
      values[row * 3] = (float) a;
      values[row * 3 + 1] = (float) b;
      values[row * 3 + 2] = (float) (1 - a - b);
    }
    return new Rows(rows, 3, values);
  }

  // A member whose errors grow with what it says of its own deviation.
  private static Output member(Rows truth, double error, SplittableRandom random) {
    float[] values = truth.values().clone();
    float[] deviations = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      deviations[i] = (float) (error * (0.2 + 1.8 * random.nextDouble()));
      values[i] += (float) (deviations[i] * random.nextGaussian());
    }
    return new Output(new Rows(truth.count(), 3, values), new Rows(truth.count(), 3, deviations));
  }

  private static Evidence evidence(int rows, long seed, float labError) {
    SplittableRandom random = new SplittableRandom(seed);
    Rows truth = truth(rows, random);
    float[] errors = new float[rows * 3];
    Arrays.fill(errors, labError);
    return new Evidence(
        List.of(member(truth, 0.05, random), member(truth, 0.1, random)),
        new Compositions(PARTS, truth, new Rows(rows, 3, errors)),
        groupsOf(rows, 3));
  }

  private static CompositionScores scores(Stack stack, Evidence evidence) {
    return (CompositionScores) Metrics.of(stack.answer(evidence.outputs()), evidence.truth());
  }

  @Test
  void intervalsHoldWhatTheyPromiseOnNewRows() {
    Stack stack = Stack.fit(evidence(600, 1, 0), TERMS);
    CompositionScores scores = scores(stack, evidence(3000, 2, 0));
    assertTrue(scores.coverage() > 0.87 && scores.coverage() < 0.93, "covers " + scores.coverage());
    for (CompositionScores.Component component : scores.components()) {
      assertTrue(component.coverage() > 0.85 && component.coverage() < 0.95, component.toString());
    }
  }

  @Test
  void intervalsAreWideWhereMembersAreUnsure() {
    Stack stack = Stack.fit(evidence(600, 1, 0), TERMS);
    float third = 1 / 3f;
    Rows values = new Rows(1, 3, new float[] {third, third, third});
    Rows apart = new Rows(1, 3, new float[] {third + 0.2f, third - 0.2f, third});
    Rows small = new Rows(1, 3, new float[] {0.01f, 0.01f, 0.01f});
    Rows large = new Rows(1, 3, new float[] {0.1f, 0.1f, 0.1f});
    var sure =
        (Answer.OfCompositions)
            stack.answer(List.of(new Output(values, small), new Output(values, small)));
    var unsure =
        (Answer.OfCompositions)
            stack.answer(List.of(new Output(values, large), new Output(apart, large)));
    double wide = unsure.upper().at(0, 0) - unsure.lower().at(0, 0);
    double narrow = sure.upper().at(0, 0) - sure.lower().at(0, 0);
    assertTrue(wide > 2 * narrow, wide + " against " + narrow);
  }

  @Test
  void laboratoryErrorWidensInQuadrature() {
    var plain = (CompositionStack) Stack.fit(evidence(600, 1, 0), TERMS);
    var widened = (CompositionStack) Stack.fit(evidence(600, 1, 0.1f), TERMS);
    assertEquals(plain.intervals().quantiles(), widened.intervals().quantiles());
    assertEquals(0.1 * 1.6448536, widened.intervals().laboratory().getFirst(), 1e-6);
    float third = 1 / 3f;
    Output sure = told(3, third, third, third);
    var narrow = (Answer.OfCompositions) plain.answer(List.of(sure, sure));
    var wide = (Answer.OfCompositions) widened.answer(List.of(sure, sure));
    double half = narrow.upper().at(0, 0) - narrow.values().at(0, 0);
    assertEquals(
        Math.hypot(half, 0.16448536), wide.upper().at(0, 0) - wide.values().at(0, 0), 1e-5);
  }

  @Test
  void closureMovesWhatIsLeastSure() {
    CompositionStack.Blend blend =
        new CompositionStack.Blend(
            true,
            new Mixing(List.of(List.of(1.0, 1.0, 1.0))),
            new Difficulty(
                List.of(
                    List.of(0.0, 0.0, 1.0, 0.0),
                    List.of(0.0, 0.0, 1.0, 0.0),
                    List.of(0.0, 0.0, 1.0, 0.0)),
                List.of(1e-6, 1e-6, 1e-6)));
    var stack =
        new CompositionStack(blend, new Intervals(List.of(1.0, 1.0, 1.0), List.of(0.0, 0.0, 0.0)));
    Output output =
        new Output(
            new Rows(1, 3, new float[] {0.5f, 0.4f, 0.3f}),
            new Rows(1, 3, new float[] {0.01f, 0.01f, 0.2f}));
    float[] closed = stack.answer(List.of(output)).values().values();
    double share = 0.2 / (2 * 0.0001 + 0.04);
    assertArrayEquals(
        new float[] {
          (float) (0.5 - share * 0.0001),
          (float) (0.4 - share * 0.0001),
          (float) (0.3 - share * 0.04)
        },
        closed,
        1e-6f);
  }

  @Test
  void targetsThatNeedNotCloseAreOnlyKeptInRange() {
    Rows truth = new Rows(4, 1, new float[] {0.1f, 0.4f, 0.6f, 0.9f});
    Evidence evidence =
        new Evidence(
            List.of(told(1, 0.1f, 0.4f, 0.6f, 0.9f)),
            Compositions.exact(List.of("quartz"), truth),
            groupsOf(4, 1));
    Stack stack = Stack.fit(evidence, new Stack.Terms(0.9, false, false));
    assertArrayEquals(
        new float[] {0, 0.7f, 1},
        stack.answer(List.of(told(1, -0.2f, 0.7f, 1.3f))).values().values());
  }

  private static Evidence votes(int rows, double honesty, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[rows * 3];
    int[] labels = new int[rows];
    for (int row = 0; row < rows; row++) {
      double sum = 0;
      double[] p = new double[3];
      for (int c = 0; c < 3; c++) {
        p[c] = Math.exp(2 * random.nextGaussian());
        sum += p[c];
      }
      double chance = random.nextDouble() * sum;
      labels[row] = chance < p[0] ? 0 : chance < p[0] + p[1] ? 1 : 2;
      double told = 0;
      for (double value : p) {
        told += Math.pow(value / sum, honesty);
      }
      for (int c = 0; c < 3; c++) {
        values[row * 3 + c] = (float) (Math.pow(p[c] / sum, honesty) / told);
      }
    }
    return new Evidence(
        List.of(told(3, values)), new Labels(List.of("a", "b", "c"), labels), groupsOf(rows, 2));
  }

  @Test
  void labelSetsHoldTheTruthAsOftenAsPromised() {
    Stack stack = Stack.fit(votes(2000, 1, 1), TERMS);
    Evidence unseen = votes(4000, 1, 2);
    var scores = (ClassScores) Metrics.of(stack.answer(unseen.outputs()), unseen.truth());
    assertTrue(
        scores.coverage() > 0.88 && scores.coverage() < 0.93, "sets hold " + scores.coverage());
  }

  @Test
  void probabilitiesThatAreTooTimidAreSharpened() {
    ClassStack timid = (ClassStack) Stack.fit(votes(3000, 0.25, 3), TERMS);
    assertEquals(4, timid.vote().memberSharpness().getFirst(), 1.2);
    ClassStack bold = (ClassStack) Stack.fit(votes(3000, 2, 3), TERMS);
    assertEquals(0.5, bold.vote().memberSharpness().getFirst(), 0.1);
    ClassStack honest = (ClassStack) Stack.fit(votes(3000, 1, 3), TERMS);
    assertEquals(1, honest.vote().memberSharpness().getFirst());
    assertEquals(1, honest.vote().sharpness());
  }

  @Test
  void rareClassUsesTheSetsOfAll() {
    int[] labels = new int[60];
    float[] values = new float[120];
    for (int row = 0; row < 60; row++) {
      labels[row] = row < 57 ? 0 : 1;
      values[row * 2] = 0.9f - 0.001f * row;
      values[row * 2 + 1] = 0.1f + 0.001f * row;
    }
    Evidence evidence =
        new Evidence(
            List.of(told(2, values)), new Labels(List.of("a", "b"), labels), groupsOf(60, 1));
    LabelSets sets = LabelSets.fit(evidence.outputs().getFirst().values(), evidence, 0.9);
    assertEquals(0.1 + 0.001 * 52, sets.distances().get(0), 1e-6);
    assertEquals(0.1 + 0.001 * 54, sets.distances().get(1), 1e-6);
  }

  @Test
  void fewGroupsPromiseForTheirOwnRows() {
    Evidence evidence = votes(200, 1, 4);
    Evidence two = new Evidence(evidence.outputs(), evidence.truth(), groupsOf(200, 100));
    assertArrayEquals(new double[] {1, 1}, two.select(0, 1).conformalWeights(0.9));
    assertArrayEquals(
        new double[] {0.5, 0.5},
        evidence.select(IntStream.range(0, 20).toArray()).select(0, 1).conformalWeights(0.5));
  }
}
