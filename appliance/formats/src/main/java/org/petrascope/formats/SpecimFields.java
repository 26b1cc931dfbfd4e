package org.petrascope.formats;

import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.petrascope.spectral.AcquisitionConditions;

/**
 * What Specim's recorders add to an ENVI header: {@code fps} (lines per second), {@code tint}
 * (exposure in ms), {@code binning = {spectral, spatial}}, {@code temperature} (degrees Celsius);
 * and what we add: {@code dn max}, {@code saturation dn}, {@code camera gain} and {@code lost
 * lines}. Values that make no sense count as not stated.
 */
final class SpecimFields {
  private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+(\\.\\d+)?([eE][-+]?\\d+)?");
  private static final Pattern LINES = Pattern.compile("(\\d+)(?:\\s*-\\s*(\\d+))?");

  private SpecimFields() {}

  static AcquisitionConditions conditions(EnviFields fields) {
    List<Double> binning = numbers(fields, "binning");
    List<Double> temperature = numbers(fields, "temperature");
    List<Double> gain = numbers(fields, "camera gain");
    return new AcquisitionConditions(
        positive(numbers(fields, "tint"), 0),
        positive(numbers(fields, "fps"), 0),
        whole(positive(binning, 1)),
        whole(positive(binning, 0)),
        whole(positive(numbers(fields, "dn max"), 0)),
        temperature.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(temperature.getFirst()),
        whole(positive(numbers(fields, "saturation dn"), 0)),
        gain.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(gain.getFirst()));
  }

  private static List<Double> numbers(EnviFields fields, String key) {
    return NUMBER
        .matcher(fields.text(key).orElse(""))
        .results()
        .map(found -> Double.valueOf(found.group()))
        .toList();
  }

  private static OptionalDouble positive(List<Double> numbers, int index) {
    return index < numbers.size() && numbers.get(index) > 0
        ? OptionalDouble.of(numbers.get(index))
        : OptionalDouble.empty();
  }

  private static OptionalInt whole(OptionalDouble number) {
    return number.isPresent() && number.getAsDouble() >= 1
        ? OptionalInt.of((int) number.getAsDouble())
        : OptionalInt.empty();
  }

  static EnviFields with(EnviFields fields, AcquisitionConditions conditions) {
    EnviFields more = fields;
    if (conditions.lineRateHz().isPresent()) {
      more = more.with("fps", String.valueOf(conditions.lineRateHz().getAsDouble()));
    }
    if (conditions.exposureMs().isPresent()) {
      more = more.with("tint", String.valueOf(conditions.exposureMs().getAsDouble()));
    }
    if (conditions.spatialBinning().isPresent() && conditions.spectralBinning().isPresent()) {
      more =
          more.withList(
              "binning",
              List.of(
                  String.valueOf(conditions.spectralBinning().getAsInt()),
                  String.valueOf(conditions.spatialBinning().getAsInt())));
    }
    if (conditions.temperatureC().isPresent()) {
      more = more.with("temperature", String.valueOf(conditions.temperatureC().getAsDouble()));
    }
    if (conditions.dnMax().isPresent()) {
      more = more.with("dn max", String.valueOf(conditions.dnMax().getAsInt()));
    }
    if (conditions.saturationDn().isPresent()) {
      more = more.with("saturation dn", String.valueOf(conditions.saturationDn().getAsInt()));
    }
    if (conditions.gain().isPresent()) {
      more = more.with("camera gain", String.valueOf(conditions.gain().getAsDouble()));
    }
    return more;
  }

  /** Lines that were lost while recording, counted from 0. */
  static BitSet lostLines(EnviFields fields, int lines) {
    BitSet lost = new BitSet();
    for (MatchResult found :
        LINES.matcher(fields.text("lost lines").orElse("")).results().toList()) {
      int from = line(found.group(1), lines);
      int to = found.group(2) == null ? from : line(found.group(2), lines);
      lost.set(from, Math.max(from, Math.min(to + 1, lines)));
    }
    return lost;
  }

  private static int line(String digits, int lines) {
    return digits.length() > 9 ? lines : Math.min(lines, Integer.parseInt(digits));
  }

  static EnviFields withLostLines(EnviFields fields, BitSet lost) {
    if (lost.isEmpty()) {
      return fields.without("lost lines");
    }
    return fields.withList("lost lines", LineRanges.of(lost));
  }
}
