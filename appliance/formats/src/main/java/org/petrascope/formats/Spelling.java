package org.petrascope.formats;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what a person may have meant by a word that does not exist. */
public final class Spelling {
  /** More wrong letters than this are another word. */
  private static final int WRONG_LETTERS_MAX = 3;

  private Spelling() {}

  /** A remedy for an unknown word: the nearest known one, or all of them. */
  public static String suggestion(String word, Collection<String> known) {
    return nearest(word, known)
        .map(candidate -> "did you mean " + candidate + "?")
        .orElse("use one of " + String.join(", ", known));
  }

  /** The known word that differs from this one by the fewest letters, if those are few. */
  public static Optional<String> nearest(String word, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(candidate -> distance(word, candidate)))
        .filter(candidate -> distance(word, candidate) <= WRONG_LETTERS_MAX);
  }

  /** Letters to insert, drop or change; the case of letters does not count. */
  static int distance(String from, String to) {
    String a = from.toLowerCase(Locale.ROOT);
    String b = to.toLowerCase(Locale.ROOT);
    int[] above = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = above[0];
      above[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = above[j];
        above[j] = Math.min(change, 1 + Math.min(above[j], above[j - 1]));
      }
    }
    return above[b.length()];
  }
}
