package org.petrascope.laboratory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.petrascope.formats.Numbers;
import org.petrascope.formats.Spelling;

/**
 * Augmentation as text, such as {@code gain(sd=0.05) noise(snr=300.0) mix-linear(max=0.5,p=0.3)}:
 * for model cards and command lines.
 */
final class AugmentationText {
  private static final Pattern STEP = Pattern.compile("\\s*([a-z-]+)\\(([^()]*)\\)\\s*");
  private static final List<String> NAMES =
      List.of("gain", "tilt", "noise", "shift", "mix-linear", "mix-intimate", "shadow");
  private static final String OF_BANDS = "/";

  private AugmentationText() {}

  static String format(List<AugmentationStep> steps) {
    return steps.stream().map(AugmentationText::format).collect(Collectors.joining(" "));
  }

  private static String format(AugmentationStep step) {
    return switch (step) {
      case AugmentationStep.Gain gain -> "gain(sd=%s)".formatted(gain.sd());
      case AugmentationStep.Tilt tilt -> "tilt(sd=%s)".formatted(tilt.sd());
      case AugmentationStep.Noise noise ->
          "noise(snr=%s)"
              .formatted(
                  noise.snr().stream().map(String::valueOf).collect(Collectors.joining(OF_BANDS)));
      case AugmentationStep.Shift shift -> "shift(sdNm=%s)".formatted(shift.sdNm());
      case AugmentationStep.LinearMix mix ->
          "mix-linear(max=%s,p=%s)".formatted(mix.max(), mix.p());
      case AugmentationStep.IntimateMix mix ->
          "mix-intimate(max=%s,p=%s)".formatted(mix.max(), mix.p());
      case AugmentationStep.Shadow shadow ->
          "shadow(min=%s,p=%s)".formatted(shadow.min(), shadow.p());
    };
  }

  static List<AugmentationStep> parse(String text) {
    List<AugmentationStep> steps = new ArrayList<>();
    Matcher matcher = STEP.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!matcher.find(at) || matcher.start() != at) {
        if (text.substring(at).isBlank()) {
          break;
        }
        throw new LaboratoryException(
            "augmentation \"%s\" cannot be read from \"%s\" on: steps such as gain(sd=0.05), separated by spaces, are expected"
                .formatted(text, text.substring(at)));
      }
      steps.add(new Parameters(matcher.group(1), matcher.group(2)).step());
      at = matcher.end();
    }
    return steps;
  }

  /** The parameters of one step; whatever it does not know is refused. */
  private static final class Parameters {
    private final String step;
    private final Map<String, String> values = new LinkedHashMap<>();

    Parameters(String step, String text) {
      this.step = step;
      for (String pair : text.split(",")) {
        String[] nameAndValue = pair.split("=", 2);
        if (nameAndValue.length != 2) {
          throw new LaboratoryException(
              "augmentation step %s has \"%s\": name=value is expected".formatted(step, pair));
        }
        values.put(nameAndValue[0].strip(), nameAndValue[1].strip());
      }
    }

    AugmentationStep step() {
      AugmentationStep made =
          switch (step) {
            case "gain" -> new AugmentationStep.Gain(number("sd"));
            case "tilt" -> new AugmentationStep.Tilt(number("sd"));
            case "noise" -> new AugmentationStep.Noise(numbers("snr"));
            case "shift" -> new AugmentationStep.Shift(number("sdNm"));
            case "mix-linear" -> new AugmentationStep.LinearMix(number("max"), number("p"));
            case "mix-intimate" -> new AugmentationStep.IntimateMix(number("max"), number("p"));
            case "shadow" -> new AugmentationStep.Shadow(number("min"), number("p"));
            default ->
                throw new LaboratoryException(
                    "augmentation step \"%s\" is unknown: %s"
                        .formatted(step, Spelling.suggestion(step, NAMES)));
          };
      if (!values.isEmpty()) {
        throw new LaboratoryException(
            "augmentation step %s has no parameter \"%s\": take it out"
                .formatted(step, values.keySet().iterator().next()));
      }
      return made;
    }

    private double number(String name) {
      return numbers(name).getFirst();
    }

    private List<Double> numbers(String name) {
      String value = values.remove(name);
      if (value == null) {
        throw new LaboratoryException(
            "augmentation step %s lacks %s: write %s(%s=...)".formatted(step, name, step, name));
      }
      return Arrays.stream(value.split(OF_BANDS))
          .map(
              part ->
                  Numbers.plain(part)
                      .orElseThrow(
                          () ->
                              new LaboratoryException(
                                  "%s of augmentation step %s is \"%s\": a number is expected"
                                      .formatted(name, step, value))))
          .toList();
    }
  }
}
