package org.petrascope.laboratory;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a table, so that all of it is told together. For one thread. */
final class Problems {
  /** More sentences than this help nobody; the rest is counted. */
  private static final int SHOWN_MAX = 20;

  private final String name;
  private final List<String> shown = new ArrayList<>();
  private int count;

  Problems(String name) {
    this.name = name;
  }

  void add(String sentence) {
    count++;
    if (shown.size() < SHOWN_MAX) {
      shown.add(sentence);
    }
  }

  /** Something wrong with a cell; rows are counted as the person sees them, the header's is 1. */
  void cell(int row, String column, String sentence) {
    add("row %d, column \"%s\": %s".formatted(row, column, sentence));
  }

  int count() {
    return count;
  }

  boolean any() {
    return count > 0;
  }

  /** Refuses the table when anything was found. */
  void refuse() {
    if (count == 0) {
      return;
    }
    List<String> told = new ArrayList<>(shown);
    if (count > shown.size()) {
      told.add("and %d more of the kind".formatted(count - shown.size()));
    }
    throw new LaboratoryException(name, told);
  }
}
