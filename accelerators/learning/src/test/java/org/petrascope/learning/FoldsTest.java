package org.petrascope.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FoldsTest {
  private static Dataset labelled(List<String> groups, int... labels) {
    float[] values = new float[labels.length * 2];
    return new Dataset(
        new RowShape(1, 500, 600),
        new Rows(labels.length, 2, values),
        new Labels(List.of("a", "b", "c"), labels),
        groups);
  }

  private static Dataset random(int rows, int groups, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> names = new ArrayList<>();
    int[] labels = new int[rows];
    for (int row = 0; row < rows; row++) {
      names.add("g" + (row < groups ? row : random.nextInt(groups)));
      labels[row] = random.nextInt(3);
    }
    return labelled(names, labels);
  }

  @Property(tries = 100)
  void everyRowIsTestedOnceAndNoGroupStraddles(
      @ForAll @IntRange(min = 5, max = 40) int groups, @ForAll long seed) {
    Dataset data = random(120, groups, seed);
    Folds folds = Folds.dealt(data, 5, Set.of(), seed);
    int[] tested = new int[data.size()];
    for (int fold = 0; fold < folds.count(); fold++) {
      Set<String> learned = new HashSet<>();
      for (int row : folds.trained(fold)) {
        learned.add(data.group(row));
      }
      for (int row : folds.tested(fold)) {
        tested[row]++;
        assertTrue(!learned.contains(data.group(row)));
      }
    }
    assertTrue(IntStream.of(tested).allMatch(times -> times == 1));
  }

  @Test
  void foldsAreEvenInRowsAndClasses() {
    List<String> groups = IntStream.range(0, 60).mapToObj(row -> "g" + row / 2).toList();
    int[] labels = IntStream.range(0, 60).map(row -> row < 40 ? 0 : row < 50 ? 1 : 2).toArray();
    Dataset data = labelled(groups, labels);
    Folds folds = Folds.dealt(data, 5, Set.of(), 7);
    for (int fold = 0; fold < 5; fold++) {
      int[] members = new int[3];
      for (int row : folds.tested(fold)) {
        members[labels[row]]++;
      }
      assertEquals(List.of(8, 2, 2), IntStream.of(members).boxed().toList());
    }
  }

  @Test
  void seedDecidesAndRepeatsDiffer() {
    Dataset data = random(100, 30, 3);
    ValidationPlan plan = ValidationPlan.folds(5, 2);
    assertEquals(Folds.of(data, plan, 1), Folds.of(data, plan, 1));
    assertNotEquals(Folds.of(data, plan, 1), Folds.of(data, plan, 2));
    List<Folds> repeats = Folds.of(data, plan, 1);
    assertNotEquals(repeats.get(0), repeats.get(1));
  }

  @Test
  void eachGroupIsAFoldInTheOrderOfTheRows() {
    Dataset data = labelled(List.of("y", "x", "y", "z"), 0, 1, 0, 1);
    Folds folds = Folds.of(data, ValidationPlan.eachGroup(), 1).getFirst();
    assertEquals(3, folds.count());
    assertEquals(List.of(0, 2), IntStream.of(folds.tested(0)).boxed().toList());
    assertEquals(List.of(1, 3), IntStream.of(folds.trained(0)).boxed().toList());
  }

  @Test
  void referencesAreLearnedFromAndNeverTested() {
    Dataset data = labelled(List.of("library", "x", "y", "library"), 0, 1, 0, 1);
    ValidationPlan plan = ValidationPlan.eachGroup().withReferences(Set.of("library"));
    Folds folds = Folds.of(data, plan, 1).getFirst();
    assertEquals(2, folds.count());
    assertEquals(List.of(0, 2, 3), IntStream.of(folds.trained(0)).boxed().toList());
    assertEquals(List.of(1), IntStream.of(folds.tested(0)).boxed().toList());
  }

  @Test
  void rowOfUnknownClassIsNotTestedAndStaysWithItsGroup() {
    Dataset data = labelled(List.of("x", "x", "y", "w"), 0, Labels.UNKNOWN, 1, Labels.UNKNOWN);
    Folds folds = Folds.of(data, ValidationPlan.eachGroup(), 1).getFirst();
    assertEquals(List.of(0), IntStream.of(folds.tested(0)).boxed().toList());
    assertEquals(List.of(2, 3), IntStream.of(folds.trained(0)).boxed().toList());
  }

  @Test
  void fewerGroupsThanFoldsIsASentence() {
    Dataset data = labelled(List.of("x", "y"), 0, 1);
    var refusal = assertThrows(LearningException.class, () -> Folds.dealt(data, 3, Set.of(), 1));
    assertEquals(
        "2 groups cannot be dealt to 3 folds: ask for fewer folds, or name a column with more groups",
        refusal.getMessage());
  }
}
