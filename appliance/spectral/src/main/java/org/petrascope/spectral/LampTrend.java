package org.petrascope.spectral;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How something about a lamp changes over days: the straight line of least squares through its
 * values, relative to the first of them on that line.
 *
 * @param perDay change a day as a share of the value at the start
 * @param standardError of {@code perDay}, from how the values scatter about the line
 * @param now where the line has come, as a share of the start
 * @param points values that it goes through
 */
public record LampTrend(double perDay, double standardError, double now, int points) {
  /** Fewer values, or values within a shorter time, tell no trend. */
  private static final int POINTS_MIN = 6;

  private static final double DAYS_MIN = 1;

  /** A slope of so many standard errors is more than scatter. */
  private static final double SIGNIFICANT = 3;

  /** A slope so close to zero that it never matters has no end to tell. */
  private static final double PER_DAY_MIN = 1e-6;

  /** A value and when it was measured. */
  public record Point(double days, double value) {}

  /** Of points in the order of time; empty where they are too few or too close together. */
  public static Optional<LampTrend> of(List<Point> points) {
    if (points.size() < POINTS_MIN
        || points.getLast().days() - points.getFirst().days() < DAYS_MIN) {
      return Optional.empty();
    }
    double meanDays = points.stream().mapToDouble(Point::days).average().orElseThrow();
    double mean = points.stream().mapToDouble(Point::value).average().orElseThrow();
    double covariance = 0;
    double spread = 0;
    for (Point point : points) {
      covariance += (point.days() - meanDays) * (point.value() - mean);
      spread += (point.days() - meanDays) * (point.days() - meanDays);
    }
    double slope = covariance / spread;
    double squares = 0;
    for (Point point : points) {
      double off = point.value() - mean - slope * (point.days() - meanDays);
      squares += off * off;
    }
    double error = Math.sqrt(squares / (points.size() - 2) / spread);
    double start = mean + slope * (points.getFirst().days() - meanDays);
    double end = mean + slope * (points.getLast().days() - meanDays);
    return Optional.of(new LampTrend(slope / start, error / start, end / start, points.size()));
  }

  /** Whether it falls, and by more than scatter can explain. */
  public boolean falls() {
    return perDay < -PER_DAY_MIN && perDay + SIGNIFICANT * standardError < 0;
  }

  /**
   * Days until the line is at this share of its start, 0 when it is there; empty where it does not
   * fall.
   *
   * @param errors how many standard errors steeper the slope is taken
   */
  public OptionalDouble daysUntil(double share, double errors) {
    double slope = perDay - errors * standardError;
    return falls() && slope < 0
        ? OptionalDouble.of(Math.max(0, (now - share) / -slope))
        : OptionalDouble.empty();
  }
}
