package org.petrascope.sync;

import java.time.DateTimeException;
import java.time.LocalTime;

/**
 * Hours of every day, UTC, from one time up to but without another; over midnight where the second
 * is the earlier one.
 */
public record TimeWindow(LocalTime from, LocalTime to) {
  public TimeWindow {
    if (from.equals(to)) {
      throw new IllegalArgumentException(
          "window %s-%s is empty: leave windows out to send at any time".formatted(from, to));
    }
  }

  /** {@code 22:00-06:00}. */
  public static TimeWindow parse(String text) {
    String[] times = text.split("-", -1);
    try {
      if (times.length == 2) {
        return new TimeWindow(LocalTime.parse(times[0].strip()), LocalTime.parse(times[1].strip()));
      }
    } catch (DateTimeException e) {
      // Refused below, like every other text that is no window.
    }
    throw new IllegalArgumentException(
        "%s is no window of time: write it as 22:00-06:00, in UTC".formatted(text));
  }

  public boolean holds(LocalTime time) {
    boolean afterStart = !time.isBefore(from);
    boolean beforeEnd = time.isBefore(to);
    return from.isBefore(to) ? afterStart && beforeEnd : afterStart || beforeEnd;
  }

  @Override
  public String toString() {
    return from + "-" + to;
  }
}
