package org.petrascope.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DataCheckTest {
  private static final RowShape SHAPE = new RowShape(1, 2100, 2200, 2300);
  private static final List<String> GROUPS = List.of("g1", "g2", "g3", "g4");
  private static final ValidationPlan PLAN = ValidationPlan.folds(2, 1);

  private static List<String> problems(Target target, float... values) {
    float[] filled = Arrays.copyOf(values, 12);
    return DataCheck.problems(new Dataset(SHAPE, new Rows(4, 3, filled), target, GROUPS), PLAN);
  }

  private static Labels labels(int... labels) {
    return new Labels(List.of("a", "b"), labels);
  }

  private static Compositions fractions(float... values) {
    return Compositions.exact(List.of("quartz", "mica"), new Rows(4, 2, values));
  }

  @Test
  void goodDataHaveNoProblems() {
    assertEquals(List.of(), problems(labels(0, 0, 1, 1)));
    assertEquals(List.of(), problems(fractions(0, 1, 0.5f, 0.5f, 1, 0, 0.3f, 0.7f)));
  }

  @Test
  void missingValueIsNamedByRowAndColumn() {
    assertEquals(
        List.of("row 2 (g2) has no value at 2200.0 nm (column 2): fill it or leave the row out"),
        problems(labels(0, 0, 1, 1), 1, 1, 1, 1, Float.NaN));
  }

  @Test
  void classWithOneMemberIsNamedByItsRow() {
    assertEquals(
        List.of("class b has one member only, row 3 (g3): add rows of that class or leave it out"),
        problems(labels(0, 0, 1, 0)));
  }

  @Test
  void oneClassAloneCannotBeLearned() {
    assertEquals(
        List.of(
            "class b has no rows: leave it out of the classes",
            "1 class occurs in 4 rows, two at least are needed to tell them apart"),
        problems(labels(0, 0, 0, 0)));
  }

  @Test
  void negativeAndTooLargeFractionsAreNamed() {
    assertEquals(
        List.of(
            "row 1 (g1) has -0.25 of quartz, a fraction from 0 to 1 is expected: check the table and its unit",
            "row 3 (g3) has 35.0 of mica, a fraction from 0 to 1 is expected: check the table and its unit"),
        problems(fractions(-0.25f, 1, 0.5f, 0.5f, 1, 35, 0.3f, 0.7f)));
  }

  @Test
  void targetThatNeverVariesIsRefused() {
    assertEquals(
        List.of(
            "mica is 0.5 in all 4 rows: a target that never varies cannot be learned, leave it out"),
        problems(fractions(0, 0.5f, 0.5f, 0.5f, 1, 0.5f, 0.3f, 0.5f)));
  }

  @Test
  void allProblemsComeTogether() {
    List<String> found = problems(labels(0, 0, 1, 0), Float.NaN);
    assertEquals(2, found.size());
  }

  @Test
  void tooFewGroupsAndStrangeReferencesAreToldBeforeTraining() {
    Dataset data = new Dataset(SHAPE, new Rows(4, 3, new float[12]), labels(0, 0, 1, 1), GROUPS);
    List<String> found =
        DataCheck.problems(
            data, ValidationPlan.folds(5, 1).withReferences(Set.of("g1", "library")));
    assertEquals(2, found.size());
    assertTrue(found.contains("no row belongs to the reference group library"));
    assertTrue(
        found.contains(
            "3 groups cannot be dealt to 5 folds: ask for fewer folds, or name a column with more groups"));
  }

  @Test
  void manyOfOneKindAreCounted() {
    Dataset wide =
        new Dataset(
            SHAPE,
            new Rows(8, 3, new float[24]),
            new Labels(List.of("a", "b"), 0, 0, 0, 0, 1, 1, 1, 1),
            List.of("1", "2", "3", "4", "5", "6", "7", "8"));
    float[] gaps = new float[24];
    Arrays.fill(gaps, Float.NaN);
    List<String> found = DataCheck.problems(wide.withRows(SHAPE, new Rows(8, 3, gaps)), PLAN);
    assertEquals(6, found.size());
    assertEquals("3 more rows have values missing", found.getLast());
  }
}
