package org.petrascope.laboratory;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.petrascope.formats.Spelling;
import org.petrascope.spectral.Mineral;
import org.petrascope.spectral.MineralDictionary;

/**
 * The names of phases that a diffraction table may use: those of the spectral dictionary and those
 * of {@code phases.tsv} beside this class. Case, spaces and punctuation do not count.
 */
final class PhaseNames {
  private static final String RESOURCE = "phases.tsv";

  private final Map<String, Phase> byKey = new HashMap<>();
  private final List<String> names = new ArrayList<>();

  /**
   * A phase by one of its names.
   *
   * @param source who uses the name; empty when it is the phase's own
   */
  record Phase(String name, String source) {}

  private PhaseNames() {
    MineralDictionary dictionary = MineralDictionary.builtIn();
    for (Mineral mineral : dictionary.minerals()) {
      if (mineral.kind() != Mineral.Kind.MATERIAL) {
        add(mineral.name(), new Phase(mineral.name(), ""));
      }
    }
    for (MineralDictionary.Synonym synonym : dictionary.synonyms()) {
      if (synonym.mineral().kind() != Mineral.Kind.MATERIAL) {
        add(synonym.name(), new Phase(synonym.mineral().name(), synonym.source()));
      }
    }
    readOthers();
  }

  private static final class BuiltIn {
    static final PhaseNames NAMES = new PhaseNames();
  }

  static PhaseNames builtIn() {
    return BuiltIn.NAMES;
  }

  private void add(String name, Phase phase) {
    names.add(name);
    if (byKey.putIfAbsent(key(name), phase) != null) {
      throw new IllegalStateException("phase name \"%s\" is listed twice".formatted(name));
    }
  }

  private void readOthers() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(PhaseNames.class.getResourceAsStream(RESOURCE)),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          String[] columns = line.split("\t", -1);
          add(columns[0], new Phase(columns[0], ""));
          addSynonyms(columns[0], columns[1]);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void addSynonyms(String name, String synonyms) {
    for (String synonym : synonyms.split(",")) {
      if (!synonym.isBlank()) {
        String[] nameAndSource = synonym.strip().split("@", 2);
        add(nameAndSource[0], new Phase(name, nameAndSource[1]));
      }
    }
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}/]", "");
  }

  Optional<Phase> phase(String name) {
    return Optional.ofNullable(byKey.get(key(name)));
  }

  /** What to do about a name that is none. */
  String remedy(String name) {
    return Spelling.nearest(name, names)
        .map(near -> "did you mean %s?".formatted(near))
        .orElse("use the mineral's CNMNC name, or take the column out");
  }
}
