package org.petrascope.stage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The settings of a controller as {@code $$} lists them, such as {@code $110=3000.000}.
 *
 * @param numbers by number
 */
record GrblSettings(String name, Map<Integer, Double> numbers) {
  static final int STATUS_REPORT = 10;
  static final int REPORT_INCHES = 13;
  static final int HOMING = 22;
  static final int STEPS_PER_MM = 100;
  static final int RATE_MAX_MM_PER_MIN = 110;
  static final int ACCELERATION_MM_PER_S2 = 120;

  private static final Pattern FORM = Pattern.compile("\\$(\\d+)=(-?[0-9.]+).*");

  GrblSettings {
    numbers = Map.copyOf(numbers);
  }

  static GrblSettings parse(String name, List<String> lines) {
    Map<Integer, Double> numbers = new HashMap<>();
    for (String line : lines) {
      Matcher form = FORM.matcher(line);
      if (form.matches()) {
        numbers.put(Integer.valueOf(form.group(1)), Double.valueOf(form.group(2)));
      }
    }
    return new GrblSettings(name, numbers);
  }

  private double require(int number) {
    Double value = numbers.get(number);
    if (value == null || !(value > 0)) {
      throw new StageException(
          "stage %s states %s for $%d, expected a number above zero: set it in the controller"
              .formatted(name, value == null ? "nothing" : value.toString(), number));
    }
    return value;
  }

  /**
   * What the settings say of an axis.
   *
   * @param axis 0 for X, 1 for Y, 2 for Z
   */
  StageDescription description(int axis) {
    if (numbers.getOrDefault(REPORT_INCHES, 0.0) != 0) {
      throw new StageException(
          "stage %s reports inches: let it report millimetres with $13=0".formatted(name));
    }
    if ((numbers.getOrDefault(STATUS_REPORT, 1.0).intValue() & 1) == 0) {
      throw new StageException(
          "stage %s reports work positions: let it report machine positions with $10=1"
              .formatted(name));
    }
    return new StageDescription(
        name,
        require(RATE_MAX_MM_PER_MIN + axis) / 60,
        require(ACCELERATION_MM_PER_S2 + axis),
        require(STEPS_PER_MM + axis),
        numbers.getOrDefault(HOMING, 0.0) != 0);
  }
}
