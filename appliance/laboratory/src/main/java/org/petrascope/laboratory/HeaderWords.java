package org.petrascope.laboratory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A column's header taken apart: {@code "SiO2 (wt%)"}, {@code Cu_ppm}, {@code "Kaolinite [%]"},
 * {@code "Kaolinite err"}, {@code "± Kaolinite"}.
 *
 * @param name what is measured
 * @param unit the unit, where it is stated
 * @param sigmas 0 for a value; for an error the standard deviations it stands for
 */
record HeaderWords(String name, Optional<AssayUnit> unit, int sigmas) {
  private static final Set<String> MASS = Set.of("wt", "wt.", "weight", "mass", "w/w");
  private static final Set<String> ONE_SIGMA =
      Set.of(
          "\u00B1",
          "err",
          "error",
          "sd",
          "std",
          "stdev",
          "stddev",
          "sigma",
          "esd",
          "uncertainty",
          "unc",
          "1s",
          "1sd");
  private static final Set<String> TWO_SIGMAS = Set.of("2s", "2sd", "2se");

  static HeaderWords of(String header) {
    List<String> name = new ArrayList<>();
    Optional<AssayUnit> unit = Optional.empty();
    int sigmas = 0;
    String before = "";
    for (String word : words(header)) {
      String lower = word.toLowerCase(Locale.ROOT);
      Optional<AssayUnit> stated = AssayUnit.ofWord(lower);
      if (stated.isPresent()) {
        unit = stated;
      } else if (TWO_SIGMAS.contains(lower) || (lower.equals("sigma") && before.equals("2"))) {
        sigmas = 2;
        name.remove("2");
      } else if (ONE_SIGMA.contains(lower)) {
        sigmas = Math.max(1, sigmas);
        name.remove("1");
      } else if (!MASS.contains(lower)) {
        name.add(word);
      }
      before = lower;
    }
    return new HeaderWords(String.join(" ", name), unit, sigmas);
  }

  private static List<String> words(String header) {
    String apart =
        header
            .replaceAll("[()\\[\\]{},;:_]", " ")
            .replaceAll("\\+/-|\\+-", " \u00B1 ")
            .replaceAll("([\u00B1%\u03C3])", " $1 ")
            .replace("\u03C3", "sigma")
            .replaceAll("(?i)\\bper cent\\b", "percent")
            .strip();
    return Arrays.stream(apart.split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }

  boolean isError() {
    return sigmas > 0;
  }
}
