package org.petrascope.spectral;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names of minerals, the groups they belong to, the names that others give them and what a sensor
 * must see to tell them. Read from {@code minerals.tsv} beside this class. Immutable.
 */
public final class MineralDictionary {
  private static final String RESOURCE = "minerals.tsv";
  private static final int COLUMNS = 6;

  /** Words of a record's name that tell of a preparation, not of a mineral. */
  private static final Pattern PREPARATION =
      Pattern.compile("(_REE|_syn|_\\d+)+$", Pattern.CASE_INSENSITIVE);

  private static final Pattern FIRST_WORD = Pattern.compile("^[A-Za-z][A-Za-z_-]*[A-Za-z]");
  private static final Pattern MIXTURE = Pattern.compile("\\+|\\d\\.\\d|^[^ ]*\\.\\d");

  private final Map<String, Mineral> byName;
  private final Map<String, Mineral> byRecord;
  private final List<Synonym> synonyms;

  /** Another name of a mineral and who uses it; the two are never merged silently. */
  public record Synonym(String name, String source, Mineral mineral) {}

  private MineralDictionary(
      Map<String, Mineral> byName, Map<String, Mineral> byRecord, List<Synonym> synonyms) {
    this.byName = byName;
    this.byRecord = byRecord;
    this.synonyms = List.copyOf(synonyms);
  }

  private static final class BuiltIn {
    static final MineralDictionary DICTIONARY = read();
  }

  /** The dictionary that comes with the product. */
  public static MineralDictionary builtIn() {
    return BuiltIn.DICTIONARY;
  }

  private static MineralDictionary read() {
    Map<String, Mineral> byName = new LinkedHashMap<>();
    Map<String, Mineral> byRecord = new LinkedHashMap<>();
    List<Synonym> synonyms = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(MineralDictionary.class.getResourceAsStream(RESOURCE)),
                StandardCharsets.UTF_8))) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        String[] columns = line.split("\t", -1);
        if (columns.length != COLUMNS) {
          throw new IllegalStateException(
              "%s line %d has %d columns, not %d"
                  .formatted(RESOURCE, number, columns.length, COLUMNS));
        }
        Mineral mineral = mineral(columns);
        byName.put(key(mineral.name()), mineral);
        for (String synonym : list(columns[4])) {
          String[] nameAndSource = synonym.split("@", 2);
          synonyms.add(new Synonym(nameAndSource[0], nameAndSource[1], mineral));
        }
        for (String record : list(columns[5])) {
          byRecord.put(key(record), mineral);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new MineralDictionary(byName, byRecord, synonyms);
  }

  private static Mineral mineral(String[] columns) {
    List<WavelengthRange> needs = new ArrayList<>();
    for (String range : list(columns[3])) {
      String[] ends = range.split("-", 2);
      needs.add(new WavelengthRange(Double.parseDouble(ends[0]), Double.parseDouble(ends[1])));
    }
    return new Mineral(
        columns[0],
        Mineral.Kind.valueOf(columns[1].toUpperCase(Locale.ROOT)),
        MineralGroup.ofLabel(columns[2]).orElseThrow(),
        needs);
  }

  private static List<String> list(String cell) {
    List<String> items = new ArrayList<>();
    for (String item : cell.split(",")) {
      if (!item.isBlank()) {
        items.add(item.strip());
      }
    }
    return items;
  }

  private static String key(String name) {
    return name.strip().toLowerCase(Locale.ROOT).replace(' ', '_');
  }

  public List<Mineral> minerals() {
    return List.copyOf(byName.values());
  }

  public List<Synonym> synonyms() {
    return synonyms;
  }

  /** The mineral of this name or of this synonym, whatever the case. */
  public Optional<Mineral> mineral(String name) {
    Mineral known = byName.get(key(name));
    if (known != null) {
      return Optional.of(known);
    }
    return synonyms.stream()
        .filter(synonym -> key(synonym.name()).equals(key(name)))
        .map(Synonym::mineral)
        .findFirst();
  }

  /**
   * The mineral that a library record shows, read from its name as USGS splib, and libraries like
   * it, write them: the mineral first, then the specimen. Empty for mixtures and for whatever the
   * dictionary does not list.
   */
  public Optional<Mineral> ofRecord(String record) {
    String word = record.strip().split("[\\s,;:]", 2)[0];
    Mineral listed = byRecord.get(key(word));
    if (listed != null) {
      return Optional.of(listed);
    }
    if (MIXTURE.matcher(record).find() && word.matches(".*[+\\d].*")) {
      return Optional.empty();
    }
    Optional<Mineral> whole = mineral(PREPARATION.matcher(word).replaceFirst(""));
    if (whole.isPresent()) {
      return whole;
    }
    Optional<Mineral> full = mineral(record);
    if (full.isPresent()) {
      return full;
    }
    var first = FIRST_WORD.matcher(word);
    return first.find() && first.end() == word.length() ? mineral(first.group()) : Optional.empty();
  }
}
