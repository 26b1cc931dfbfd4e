package org.petrascope.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The textual form of preprocessing: steps with a bar between them. */
final class PreprocessingText {
  static final String NOTHING = "none";

  private static final String KNOWN =
      "absorbance, log, snv, msc, unit, continuum, standardise, derivative(1,window 11,order 2),"
          + " crop(1300,2450), emphasise(1100,1500,2),"
          + " bin(2)";
  private static final Pattern STEP = Pattern.compile("([a-z]+)(?:\\(([^()]*)\\))?");
  private static final Pattern DERIVATIVE =
      Pattern.compile("(\\d),window([\\d.]+)(nm)?,order(\\d{1,2})");
  private static final Pattern BIN = Pattern.compile("([\\d.]+)(nm)?");

  private PreprocessingText() {}

  static List<Preprocessing.Branch> branches(String text) {
    List<Preprocessing.Branch> branches =
        Arrays.stream(text.split("\\+", -1)).map(PreprocessingText::branch).toList();
    if (branches.size() == 1 && branches.getFirst().weight() != 1) {
      throw new LearningException(
          "preprocessing '%s' has one chain of steps, whose weight means nothing: leave the weight out"
              .formatted(text.strip()));
    }
    return branches;
  }

  private static Preprocessing.Branch branch(String text) {
    int star = text.indexOf('*');
    double weight = star < 0 ? 1 : parse(text.substring(0, star).strip());
    if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new LearningException(
          "weight in '%s' must be above 0, such as 0.5 * snv".formatted(text.strip()));
    }
    return new Preprocessing.Branch(weight, steps(text.substring(star + 1)));
  }

  private static List<Step> steps(String text) {
    if (text.isBlank() || text.strip().equals(NOTHING)) {
      return List.of();
    }
    return Arrays.stream(text.split("\\|", -1)).map(PreprocessingText::step).toList();
  }

  private static Step step(String text) {
    Matcher matcher = STEP.matcher(text.replaceAll("\\s", ""));
    if (!matcher.matches()) {
      throw unknown(text);
    }
    String arguments = matcher.group(2) == null ? "" : matcher.group(2);
    Step step =
        switch (matcher.group(1)) {
          case "absorbance" -> new Step.Absorbance();
          case "log" -> new Step.Logarithm();
          case "snv" -> new Step.Snv();
          case "msc" -> new Step.Scatter();
          case "unit" -> new Step.Unit();
          case "continuum" -> new Step.ContinuumRemoval();
          case "standardise" -> new Step.Standardise();
          case "derivative" -> derivative(arguments);
          case "crop" -> crop(arguments);
          case "emphasise" -> emphasis(arguments);
          case "bin" -> new Bin(binWidth(arguments));
          default -> throw unknown(text);
        };
    if (!arguments.isEmpty() && !step.toString().contains("(")) {
      throw new LearningException(
          "preprocessing step '%s' takes no numbers: write %s".formatted(text.strip(), step));
    }
    return step;
  }

  private static LearningException unknown(String text) {
    return new LearningException(
        "preprocessing step '%s' is not known; the steps are %s".formatted(text.strip(), KNOWN));
  }

  private static Step derivative(String arguments) {
    Matcher matcher = DERIVATIVE.matcher(arguments);
    if (!matcher.matches()) {
      throw new LearningException(
          "derivative(%s) is not understood: write derivative(1,window 11,order 2) or (1,window 50 nm,order 2)"
              .formatted(arguments));
    }
    Span window = span(matcher.group(2), matcher.group(3) != null);
    int degree = Integer.parseInt(matcher.group(1));
    int order = Integer.parseInt(matcher.group(4));
    boolean odd = window.inNm() || window.size() % 2 == 1;
    if (degree > order || !odd || (!window.inNm() && window.size() <= order)) {
      throw new LearningException(
          "derivative(%s) cannot be: the window must be odd and above the order, the order at least the degree"
              .formatted(arguments));
    }
    return new Derivative(degree, window, order);
  }

  private static Span binWidth(String arguments) {
    Matcher matcher = BIN.matcher(arguments);
    if (!matcher.matches()) {
      throw new LearningException(
          "bin(%s) is not understood: write bin(2) or bin(10 nm)".formatted(arguments));
    }
    return span(matcher.group(1), matcher.group(2) != null);
  }

  private static Span span(String size, boolean inNm) {
    double value = parse(size);
    if (!(value > 0) || (!inNm && value != Math.rint(value))) {
      throw new LearningException(
          "a width of '%s' bands cannot be: write whole bands or nanometres".formatted(size));
    }
    return new Span(value, inNm);
  }

  private static Step crop(String arguments) {
    List<Crop.Range> ranges = new ArrayList<>();
    for (String range : arguments.split(";", -1)) {
      String[] ends = range.split(",", -1);
      if (ends.length != 2 || !(parse(ends[0]) < parse(ends[1]))) {
        throw new LearningException(
            "crop(%s) is not understood: write crop(from,to) or crop(from,to;from,to) in nm, rising"
                .formatted(arguments));
      }
      ranges.add(new Crop.Range(parse(ends[0]), parse(ends[1])));
    }
    return new Crop(ranges);
  }

  private static Step emphasis(String arguments) {
    List<Emphasis.Range> ranges = new ArrayList<>();
    for (String range : arguments.split(";", -1)) {
      String[] parts = range.split(",", -1);
      if (parts.length != 3 || !(parse(parts[0]) < parse(parts[1])) || !(parse(parts[2]) > 0)) {
        throw new LearningException(
            "emphasise(%s) is not understood: write emphasise(from,to,factor) in nm, the factor above 0"
                .formatted(arguments));
      }
      ranges.add(new Emphasis.Range(parse(parts[0]), parse(parts[1]), parse(parts[2])));
    }
    return new Emphasis(ranges);
  }

  private static double parse(String number) {
    try {
      return Double.parseDouble(number);
    } catch (NumberFormatException e) {
      throw new LearningException("'%s' in the preprocessing is not a number".formatted(number), e);
    }
  }

  /** A number without a needless fraction. */
  static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
