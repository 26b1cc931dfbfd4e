package org.petrascope.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Finds what is wrong with a dataset before anything is learned from it. */
public final class DataCheck {
  /** Of one kind; the rest is counted. */
  private static final int NAMED_MAX = 5;

  private final Dataset data;
  private final IntFunction<String> places;
  private final List<String> problems = new ArrayList<>();

  private DataCheck(Dataset data, IntFunction<String> places) {
    this.data = data;
    this.places = places;
  }

  /**
   * Every problem as a plain sentence that names row and column, counted from 1; empty when the
   * data can be learned from and judged by this plan.
   */
  public static List<String> problems(Dataset data, ValidationPlan validation) {
    return problems(data, validation, row -> "row %d (%s)".formatted(row + 1, data.group(row)));
  }

  /**
   * The same with the rows named as who made them knows them.
   *
   * @param places what a row is called, by its number from 0
   */
  public static List<String> problems(
      Dataset data, ValidationPlan validation, IntFunction<String> places) {
    DataCheck check = new DataCheck(data, places);
    check.rows();
    switch (data.target()) {
      case Labels labels -> check.labels(labels);
      case Compositions compositions -> check.compositions(compositions);
    }
    check.groups(validation);
    return List.copyOf(check.problems);
  }

  // The first few sentences of one kind, and how many more there are.
  private void add(List<String> sentences, String kind) {
    problems.addAll(sentences.subList(0, Math.min(NAMED_MAX, sentences.size())));
    if (sentences.size() > NAMED_MAX) {
      problems.add("%d more rows have %s".formatted(sentences.size() - NAMED_MAX, kind));
    }
  }

  private String place(int row) {
    return places.apply(row);
  }

  private void rows() {
    List<String> sentences = new ArrayList<>();
    for (int row = 0; row < data.size(); row++) {
      int column = 0;
      while (column < data.shape().columns() && Float.isFinite(data.rows().at(row, column))) {
        column++;
      }
      if (column < data.shape().columns()) {
        sentences.add(
            "%s has no value at %.1f nm (column %d): fill it or leave the row out"
                .formatted(
                    place(row), data.shape().centreNm(column % data.shape().bands()), column + 1));
      }
    }
    add(sentences, "values missing");
  }

  private void labels(Labels labels) {
    int[] members = new int[labels.names().size()];
    int[] last = new int[members.length];
    for (int row = 0; row < labels.count(); row++) {
      if (labels.isKnown(row)) {
        members[labels.label(row)]++;
        last[labels.label(row)] = row;
      }
    }
    int occurring = 0;
    for (int c = 0; c < members.length; c++) {
      occurring += members[c] > 0 ? 1 : 0;
      if (members[c] == 1) {
        problems.add(
            "class %s has one member only, %s: add rows of that class or leave it out"
                .formatted(labels.names().get(c), place(last[c])));
      }
      if (members[c] == 0) {
        problems.add(
            "class %s has no rows: leave it out of the classes".formatted(labels.names().get(c)));
      }
    }
    if (occurring < 2) {
      problems.add(
          "%d class occurs in %d rows, two at least are needed to tell them apart"
              .formatted(occurring, data.size()));
    }
  }

  private void compositions(Compositions target) {
    for (int c = 0; c < target.names().size(); c++) {
      String name = target.names().get(c);
      List<String> sentences = new ArrayList<>();
      boolean varies = false;
      for (int row = 0; row < target.count(); row++) {
        float fraction = target.fractions().at(row, c);
        varies |= fraction != target.fractions().at(0, c);
        if (!(fraction >= 0 && fraction <= 1)) {
          sentences.add(
              "%s has %s of %s, a fraction from 0 to 1 is expected: check the table and its unit"
                  .formatted(place(row), fraction, name));
        }
        float error = target.errors().at(row, c);
        if (!(error >= 0 && error <= 1)) {
          sentences.add(
              "%s has a laboratory error of %s of %s, it must be from 0 to 1"
                  .formatted(place(row), error, name));
        }
      }
      add(sentences, "a fraction or error of " + name + " outside 0 to 1");
      if (!varies && target.count() > 0) {
        problems.add(
            "%s is %s in all %d rows: a target that never varies cannot be learned, leave it out"
                .formatted(name, target.fractions().at(0, c), target.count()));
      }
    }
  }

  private void groups(ValidationPlan validation) {
    for (String reference : validation.references()) {
      if (!data.groups().contains(reference)) {
        problems.add("no row belongs to the reference group %s".formatted(reference));
      }
    }
    int folds = validation.split() instanceof ValidationPlan.GroupFolds deal ? deal.folds() : 2;
    Folds.tooFewGroups(Folds.testedGroupCount(data, validation.references()), folds)
        .ifPresent(problems::add);
  }
}
