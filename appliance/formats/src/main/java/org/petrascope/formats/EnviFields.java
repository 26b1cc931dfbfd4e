package org.petrascope.formats;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The {@code key = value} pairs of an ENVI header as text. Reads any spacing and case, values in
 * braces over many lines, and comments behind a semicolon. Immutable.
 */
final class EnviFields {
  private static final String MAGIC = "ENVI";
  private static final int LIST_LINE_CHARACTERS = 100;

  private final String header;
  private final Map<String, String> values;

  private EnviFields(String header, Map<String, String> values) {
    this.header = header;
    this.values = Collections.unmodifiableMap(values);
  }

  static EnviFields none(String header) {
    return new EnviFields(header, new LinkedHashMap<>());
  }

  /**
   * Parses the text of a header.
   *
   * @param header its name, for messages
   */
  static EnviFields parse(String header, String text) {
    String[] lines = text.strip().replace("\uFEFF", "").split("\\R");
    if (!lines[0].strip().equalsIgnoreCase(MAGIC)) {
      String start = lines[0].length() > 40 ? lines[0].substring(0, 40) + "..." : lines[0];
      throw new FormatException(
          "%s is not an ENVI header: its first line is \"%s\", expected ENVI; name the .hdr file"
              .formatted(header, start.replaceAll("\\p{Cntrl}", "?")));
    }
    Map<String, String> values = new LinkedHashMap<>();
    int next = 1;
    while (next < lines.length) {
      String line = lines[next++];
      int equals = line.indexOf('=');
      if (line.stripLeading().startsWith(";") || equals < 0) {
        continue;
      }
      String key = key(line.substring(0, equals));
      StringBuilder value = new StringBuilder(line.substring(equals + 1).strip());
      if (value.indexOf("{") == 0) {
        next = appendUntilBrace(value, lines, next);
        if (value.indexOf("}") < 0) {
          throw new FormatException(
              "%s: the brace behind \"%s\" is never closed: the header is cut short or damaged"
                  .formatted(header, key));
        }
      }
      values.put(key, value.toString());
    }
    return new EnviFields(header, values);
  }

  private static int appendUntilBrace(StringBuilder value, String[] lines, int next) {
    int line = next;
    while (value.indexOf("}") < 0 && line < lines.length) {
      if (!lines[line].stripLeading().startsWith(";")) {
        value.append('\n').append(lines[line].strip());
      }
      line++;
    }
    return line;
  }

  private static String key(String text) {
    return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }

  String header() {
    return header;
  }

  EnviFields with(String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(values);
    more.put(key(key), value);
    return new EnviFields(header, more);
  }

  /** These fields, and those of the others that are not here. */
  EnviFields withAll(EnviFields others) {
    Map<String, String> more = new LinkedHashMap<>(values);
    others.values.forEach(more::putIfAbsent);
    return new EnviFields(header, more);
  }

  EnviFields without(String key) {
    Map<String, String> fewer = new LinkedHashMap<>(values);
    fewer.remove(key(key));
    return new EnviFields(header, fewer);
  }

  /** Puts a list in braces, wrapped; commas and braces inside an item are replaced. */
  EnviFields withList(String key, List<String> items) {
    StringBuilder text = new StringBuilder("{");
    int lineStart = 0;
    for (int i = 0; i < items.size(); i++) {
      text.append(i == 0 ? "" : ", ");
      if (i == 0 || text.length() - lineStart > LIST_LINE_CHARACTERS) {
        text.append('\n');
        lineStart = text.length();
      }
      text.append(plain(items.get(i)).replace(',', ';'));
    }
    return with(key, text.append('}').toString());
  }

  /** Text that neither ends a value nor opens one. */
  static String plain(String text) {
    return text.replace('{', '(').replace('}', ')').replaceAll("\\R", " ");
  }

  /** The value without its braces. */
  Optional<String> text(String key) {
    return Optional.ofNullable(values.get(key)).map(EnviFields::inner).filter(t -> !t.isEmpty());
  }

  private static String inner(String value) {
    if (!value.startsWith("{")) {
      return value;
    }
    return value.substring(1, value.lastIndexOf('}')).strip();
  }

  /** The items of a list, empty when the key is not there. */
  List<String> list(String key) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return List.of();
    }
    List<String> items = new ArrayList<>();
    for (String item : text.get().split(",")) {
      items.add(item.strip().replaceAll("\\s*\\R\\s*", " "));
    }
    if (items.getLast().isEmpty()) {
      items.removeLast();
    }
    return items;
  }

  /** The numbers of a list, empty when the key is not there. */
  double[] numbers(String key) {
    List<String> items = list(key);
    double[] numbers = new double[items.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(key, items.get(i));
    }
    return numbers;
  }

  OptionalDouble number(String key) {
    Optional<String> text = text(key);
    return text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(number(key, text.get()));
  }

  private double number(String key, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new FormatException(
          "%s: \"%s\" behind \"%s\" is not a number: correct the header"
              .formatted(header, text, key));
    }
  }

  /** A whole number that must be there, inside the bounds. */
  long whole(String key, long min, long max) {
    return whole(key, min, max, null);
  }

  /** A whole number inside the bounds, or the default when the key is not there. */
  long whole(String key, long min, long max, @Nullable Long absent) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      if (absent != null) {
        return absent;
      }
      throw new FormatException(
          "%s does not state \"%s\": add it to the header".formatted(header, key));
    }
    long value;
    try {
      value = Long.parseLong(text.get());
    } catch (NumberFormatException e) {
      value = Long.MIN_VALUE;
    }
    if (value < min || value > max) {
      throw new FormatException(
          "%s: \"%s = %s\" must be a whole number from %d to %d: correct the header"
              .formatted(header, key, text.get(), min, max));
    }
    return value;
  }

  /** The header as it is written. */
  String format() {
    StringBuilder text = new StringBuilder(MAGIC).append('\n');
    values.forEach((key, value) -> text.append(key).append(" = ").append(value).append('\n'));
    return text.toString();
  }

  @Override
  public String toString() {
    return header;
  }
}
