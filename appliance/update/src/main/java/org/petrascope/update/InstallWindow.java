package org.petrascope.update;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The time of day in which software may be installed, {@code [from, to)}; over midnight where
 * {@code to} is the earlier one, and all day where both are equal.
 */
public record InstallWindow(LocalTime from, LocalTime to) {
  public static final InstallWindow ALWAYS =
      new InstallWindow(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);

  private static final Pattern TIMES = Pattern.compile("(\\d\\d:\\d\\d)-(\\d\\d:\\d\\d)");

  /** The window in words such as {@code 18:00-06:00}. */
  public static InstallWindow of(String words) {
    Matcher times = TIMES.matcher(words);
    try {
      if (times.matches()) {
        return new InstallWindow(LocalTime.parse(times.group(1)), LocalTime.parse(times.group(2)));
      }
    } catch (DateTimeException e) {
      // Refused below, like any other words.
    }
    throw new IllegalArgumentException(
        "%s is no time of day: write it like 18:00-06:00".formatted(words));
  }

  boolean holds(LocalTime time) {
    if (from.equals(to)) {
      return true;
    }
    boolean afterFrom = !time.isBefore(from);
    boolean beforeTo = time.isBefore(to);
    return from.isBefore(to) ? afterFrom && beforeTo : afterFrom || beforeTo;
  }

  @Override
  public String toString() {
    return from + "-" + to;
  }
}
