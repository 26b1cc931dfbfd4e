package org.petrascope.server;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.petrascope.formats.Spelling;
import org.petrascope.server.ServerException.Kind;

/** Finds the columns that a person names. Only an exact name counts; others are suggested. */
final class ColumnNames {
  private static final int SHOWN_MAX = 12;

  private ColumnNames() {}

  /**
   * The columns in texts of which each is one name, or several with commas between them. A name
   * that holds commas itself is found: the longest name that exists is taken.
   *
   * @param source what has the columns, for messages
   */
  static List<String> split(List<String> texts, Collection<String> columns, String source) {
    List<String> found = new ArrayList<>();
    for (String text : texts) {
      List<String> parts = List.of(text.split(",", -1));
      int from = 0;
      while (from < parts.size()) {
        int to = parts.size();
        while (to > from && !columns.contains(joined(parts, from, to))) {
          to--;
        }
        if (to == from) {
          String missing = joined(parts, from, parts.size());
          throw unknown(missing.contains(",") ? parts.get(from).strip() : missing, columns, source);
        }
        found.add(joined(parts, from, to));
        from = to;
      }
    }
    for (int i = 0; i < found.size(); i++) {
      if (found.indexOf(found.get(i)) < i) {
        throw new ServerException(
            Kind.UNUSABLE, "column \"%s\" is named twice: name it once".formatted(found.get(i)));
      }
    }
    return List.copyOf(found);
  }

  private static String joined(List<String> parts, int from, int to) {
    return String.join(",", parts.subList(from, to)).strip();
  }

  /** Refuses a column that does not exist. */
  static String require(String column, Collection<String> columns, String source) {
    if (!columns.contains(column)) {
      throw unknown(column, columns, source);
    }
    return column;
  }

  private static ServerException unknown(String column, Collection<String> columns, String source) {
    String wanted = column.toLowerCase(Locale.ROOT);
    List<String> like =
        columns.stream()
            .filter(name -> !wanted.isEmpty() && name.toLowerCase(Locale.ROOT).contains(wanted))
            .toList();
    String remedy =
        like.size() == 1
            ? "did you mean \"%s\"?".formatted(like.getFirst())
            : Spelling.suggestion(column, columns.stream().limit(SHOWN_MAX).toList());
    return new ServerException(
        Kind.UNUSABLE, "%s has no column \"%s\": %s".formatted(source, column, remedy));
  }
}
