package org.petrascope.server;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Lines on the command line, as first and last: {@code 120-160}. */
final class LinesOption implements ITypeConverter<LinesOption.Lines> {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9})-(\\d{1,9})");

  /** Lines from the first to that after the last. */
  record Lines(int from, int to) {}

  @Override
  public Lines convert(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new TypeConversionException(
          "'%s' names no lines: write first and last, such as 120-160".formatted(text));
    }
    return new Lines(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)) + 1);
  }
}
