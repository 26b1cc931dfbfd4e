package org.petrascope.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TreeShapTest {
  @Property(tries = 40)
  void contributionsAreTheShapleyValuesOverAllSubsets(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int columns = 1 + random.nextInt(6);
    int outputs = 1 + random.nextInt(3);
    List<PlainTree> plain = new ArrayList<>();
    List<DecisionTree> flat = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      plain.add(PlainTree.random(random, columns, outputs, 6));
      flat.add(PlainTree.flat(plain.getLast(), new TreeBuilder(columns, 0, outputs)));
    }
    float[] row = new float[columns];
    for (int i = 0; i < columns; i++) {
      row[i] = PlainTree.value(random);
    }
    FlatForest forest = new FlatForest(columns, new float[outputs], flat);
    for (int output = 0; output < outputs; output++) {
      Rows shares = TreeShap.contributions(forest, new Rows(1, columns, row), output);
      for (int column = 0; column < columns; column++) {
        assertEquals(shapley(plain, row, output, column), shares.at(0, column), 1e-5);
      }
    }
  }

  // Sum over the subsets S without the column of |S|! (n - |S| - 1)! / n! (v(S + column) - v(S)).
  private static double shapley(List<PlainTree> trees, float[] row, int output, int column) {
    int n = row.length;
    double sum = 0;
    for (int subset = 0; subset < 1 << n; subset++) {
      if ((subset >> column & 1) == 0) {
        int size = Integer.bitCount(subset);
        double weight = factorial(size) * factorial(n - size - 1) / factorial(n);
        for (PlainTree tree : trees) {
          sum +=
              weight
                  * (value(tree, row, output, subset | 1 << column)
                      - value(tree, row, output, subset));
        }
      }
    }
    return sum;
  }

  private static double factorial(int n) {
    return n == 0 ? 1 : n * factorial(n - 1);
  }

  // The expectation of the tree when only the columns of the subset are known.
  private static double value(PlainTree tree, float[] row, int output, int subset) {
    return switch (tree) {
      case PlainTree.Leaf leaf -> leaf.values()[output];
      case PlainTree.Split split when (subset >> split.column() & 1) == 1 ->
          value(
              row[split.column()] < split.threshold() ? split.lower() : split.upper(),
              row,
              output,
              subset);
      case PlainTree.Split split ->
          (split.lower().cover() * value(split.lower(), row, output, subset)
                  + split.upper().cover() * value(split.upper(), row, output, subset))
              / split.cover();
    };
  }

  @Test
  void contributionsAndExpectationSumToThePrediction() {
    Dataset data = TrainerContractSpectra.compositions(200, 8);
    try (Model model =
        new ExtraTreesTrainer().train(data, TrainingPlan.seeded(2), Progress.SILENT)) {
      FlatForest forest = ((ExtraTreesModel) model).forest();
      Rows unseen = TrainerContractSpectra.compositions(20, 9).rows();
      Rows told = model.predict(unseen);
      for (int output = 0; output < 3; output++) {
        Rows shares = TreeShap.contributions(forest, unseen, output);
        for (int row = 0; row < unseen.count(); row++) {
          double sum = forest.expectation(output);
          for (float share : shares.row(row)) {
            sum += share;
          }
          assertEquals(told.at(row, output), sum, 1e-5);
        }
      }
    }
  }

  @Test
  void rowWithANaNHasNoContributions() {
    DecisionTree tree =
        PlainTree.flat(
            new PlainTree.Split(1, 0, new PlainTree.Leaf(1, 1f), new PlainTree.Leaf(3, -1f)),
            new TreeBuilder(2, 0, 1));
    FlatForest forest = new FlatForest(2, new float[1], List.of(tree));
    Rows shares =
        TreeShap.contributions(forest, new Rows(2, 2, new float[] {Float.NaN, 1, 0, -1}), 0);
    assertTrue(Float.isNaN(shares.at(0, 0)) && Float.isNaN(shares.at(0, 1)));
    assertEquals(0, shares.at(1, 0));
    assertEquals(1.5f, shares.at(1, 1), 1e-6);
    assertThrows(
        IllegalArgumentException.class,
        () -> TreeShap.contributions(forest, new Rows(1, 2, new float[2]), 1));
  }
}
