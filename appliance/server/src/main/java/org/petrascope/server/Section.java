package org.petrascope.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.petrascope.formats.Spelling;
import org.petrascope.spectral.SampleRange;

/**
 * One object of a configuration file or a request while it is read. Every problem is noted with its
 * place; a bad value never becomes another value silently, because the reader refuses the whole
 * document when a problem was noted. Used by one thread.
 */
final class Section {
  private final String place;
  private final JsonNode node;
  private final List<String> problems;
  private final Set<String> known = new LinkedHashSet<>();

  private Section(String place, JsonNode node, List<String> problems) {
    this.place = place;
    this.node = node;
    this.problems = problems;
  }

  /** The whole document; problems are added to the list. */
  static Section root(JsonNode node, List<String> problems) {
    return new Section("", node, problems);
  }

  boolean has(String key) {
    return !value(key).isMissingNode();
  }

  /** Whether the key holds one number, where a list would do as well. */
  boolean hasNumber(String key) {
    return value(key).isNumber();
  }

  private JsonNode value(String key) {
    known.add(key);
    JsonNode value = node.path(key);
    return value.isNull() ? MissingNode.getInstance() : value;
  }

  void problem(String key, String complaint) {
    problems.add(place + key + " " + complaint);
  }

  /** A text; the default where the key is not there. */
  String text(String key, String unstated) {
    JsonNode value = value(key);
    if (value.isMissingNode()) {
      return unstated;
    }
    if (!value.isTextual() || value.asText().isBlank()) {
      problem(key, "is %s: expected a text".formatted(value));
      return unstated;
    }
    return value.asText();
  }

  /** A text that must be there. */
  String requiredText(String key) {
    if (!has(key)) {
      problem(key, "is missing");
    }
    return text(key, "");
  }

  /** A number within bounds; the default where the key is not there. */
  double number(String key, Range range, double unstated) {
    JsonNode value = value(key);
    if (value.isMissingNode()) {
      return unstated;
    }
    if (!value.isNumber() || !range.holds(value.asDouble())) {
      problem(key, "is %s: expected a number %s".formatted(value, range));
      return unstated;
    }
    return value.asDouble();
  }

  double requiredNumber(String key, Range range) {
    if (!has(key)) {
      problem(key, "is missing: expected a number " + range);
    }
    return number(key, range, range.min());
  }

  int integer(String key, Range range, int unstated) {
    JsonNode value = value(key);
    if (value.isMissingNode()) {
      return unstated;
    }
    if (!value.canConvertToExactIntegral() || !range.holds(value.asDouble())) {
      problem(key, "is %s: expected a whole number %s".formatted(value, range));
      return unstated;
    }
    return value.asInt();
  }

  /** Yes or no; no where the key is not there. */
  boolean flag(String key) {
    JsonNode value = value(key);
    if (!value.isMissingNode() && !value.isBoolean()) {
      problem(key, "is %s: expected true or false".formatted(value));
    }
    return value.asBoolean();
  }

  /** The texts of a list; a text alone is a list of one. */
  List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    if (value(key).isTextual()) {
      return List.of(value(key).asText());
    }
    for (JsonNode value : values(key)) {
      if (!value.isTextual() || value.asText().isBlank()) {
        problem(key, "holds %s: expected texts".formatted(value));
      }
      texts.add(value.asText());
    }
    return texts;
  }

  /** A text that stands for a value; what the parser refuses is a problem with its message. */
  <T> T choice(String key, T unstated, Function<String, T> parser) {
    if (!has(key)) {
      return unstated;
    }
    String text = text(key, "");
    if (text.isEmpty()) {
      return unstated;
    }
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      problem(key, "is refused: " + e.getMessage());
      return unstated;
    }
  }

  /** The same for a text that must be there; the fallback is never used by anybody. */
  <T> T requiredChoice(String key, Function<String, T> parser, T fallback) {
    if (!has(key)) {
      problem(key, "is missing");
    }
    return choice(key, fallback, parser);
  }

  /** An object inside; an empty one where the key is not there. */
  Section section(String key) {
    JsonNode value = value(key);
    if (!value.isMissingNode() && !value.isObject()) {
      problem(key, "is %s: expected keys and values".formatted(value));
    }
    return new Section(place + key + ".", value, problems);
  }

  /** The objects of a list; an empty list where the key is not there. */
  List<Section> sections(String key) {
    JsonNode value = value(key);
    List<Section> found = new ArrayList<>();
    if (!value.isMissingNode() && !value.isArray()) {
      problem(key, "is %s: expected a list".formatted(value));
    }
    for (JsonNode element : value) {
      String at = place + key + "[" + found.size() + "].";
      if (!element.isObject()) {
        problems.add(at.substring(0, at.length() - 1) + " is " + element + ": expected keys");
      }
      found.add(new Section(at, element, problems));
    }
    return found;
  }

  /** The numbers of a list. */
  List<Double> numbers(String key) {
    List<Double> numbers = new ArrayList<>();
    for (JsonNode value : values(key)) {
      if (!value.isNumber()) {
        problem(key, "holds %s: expected numbers".formatted(value));
      }
      numbers.add(value.asDouble());
    }
    return numbers;
  }

  /** Pairs of a first number and one past the last. */
  List<SampleRange> ranges(String key) {
    List<SampleRange> ranges = new ArrayList<>();
    for (JsonNode value : values(key)) {
      boolean pair =
          value.isArray()
              && value.size() == 2
              && value.get(0).canConvertToInt()
              && value.get(1).canConvertToInt();
      if (!pair || value.get(0).asInt() < 0 || value.get(0).asInt() >= value.get(1).asInt()) {
        problem(key, "holds %s: expected [first sample, sample after the last]".formatted(value));
      } else {
        ranges.add(new SampleRange(value.get(0).asInt(), value.get(1).asInt()));
      }
    }
    return ranges;
  }

  /** The plain values of a list, as the file writes them. */
  List<JsonNode> values(String key) {
    JsonNode value = value(key);
    List<JsonNode> found = new ArrayList<>();
    if (!value.isMissingNode() && !value.isArray()) {
      problem(key, "is %s: expected a list".formatted(value));
    }
    value.forEach(found::add);
    return found;
  }

  /** Notes every key that nobody asked for, with the nearest one that exists. */
  void refuseUnknownKeys() {
    for (String key : (Iterable<String>) node::fieldNames) {
      if (!known.contains(key)) {
        problem(key, "is unknown: " + Spelling.suggestion(key, known));
      }
    }
  }
}
