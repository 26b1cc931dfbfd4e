package org.petrascope.update;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What is released, by name and version. Both are parts of file names.
 *
 * @param version of software: up to four numbers with dots between them; of others any name
 */
public record ReleaseName(Kind kind, String name, String version) {
  private static final Pattern PART = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,39}");
  private static final Pattern NUMBERS = Pattern.compile("\\d{1,9}(\\.\\d{1,9}){0,3}");

  /** What sort of thing is released. */
  public enum Kind {
    SOFTWARE,
    MODEL,
    LIBRARY;

    /** The word in documents and on the command line. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of this word; others are refused. */
    public static Kind of(String label) {
      return Arrays.stream(values())
          .filter(kind -> kind.label().equals(label))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "'%s' is nothing that is released: use software, model or library"
                          .formatted(label)));
    }
  }

  public ReleaseName {
    if (!PART.matcher(name).matches() || !PART.matcher(version).matches()) {
      throw new IllegalArgumentException(
          "'%s' '%s' names no release: use up to 40 letters, digits, dots and hyphens each"
              .formatted(name, version));
    }
    if (kind == Kind.SOFTWARE && !NUMBERS.matcher(version).matches()) {
      throw new IllegalArgumentException(
          "'%s' is no version of software: use numbers with dots, such as 1.4.2"
              .formatted(version));
    }
  }

  /** Name and version, as people write them. */
  public String label() {
    return name + " " + version;
  }

  /** The file of its manifest in a repository. */
  public String target() {
    return folder() + ".json";
  }

  /** The folder of its own in a box. */
  String folder() {
    return "%s_%s_%s".formatted(kind.label(), name, version);
  }

  /** Whether the other is the same thing, in whatever version. */
  boolean isOf(ReleaseName other) {
    return kind == other.kind && name.equals(other.name);
  }

  /** Which of two versions of software is newer: below, equal to or above zero. */
  static int compare(String one, String other) {
    int[] left = numbers(one);
    int[] right = numbers(other);
    for (int i = 0; i < Math.max(left.length, right.length); i++) {
      int order = Integer.compare(i < left.length ? left[i] : 0, i < right.length ? right[i] : 0);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int[] numbers(String version) {
    return Arrays.stream(version.split("\\.")).mapToInt(Integer::parseInt).toArray();
  }
}
