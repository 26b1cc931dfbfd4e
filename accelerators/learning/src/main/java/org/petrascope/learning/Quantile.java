package org.petrascope.learning;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Quantiles as conformal prediction needs them. */
final class Quantile {
  /** Stands for infinity in files. */
  static final double ALL = 1e9;

  private Quantile() {}

  /**
   * The least score such that a new row of a new group scores no higher with this probability. Rows
   * of one group share the weight of one, and a group to come weighs one too (Dunn, Wasserman and
   * Ramdas 2022, doi:10.1080/01621459.2022.2060112); {@link #ALL} when the groups are too few.
   */
  static double conformal(double[] scores, double[] weights, double coverage) {
    double total = 1;
    for (double weight : weights) {
      total += weight;
    }
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> scores[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double below = 0;
    for (int i : order) {
      below += weights[i];
      if (below >= coverage * total - 1e-9) {
        return scores[i];
      }
    }
    return ALL;
  }

  /** Whether so many groups can promise a finite quantile. */
  static boolean canPromise(int groups, double coverage) {
    return groups >= coverage * (groups + 1) - 1e-9;
  }

  /** The share of values below, from rising values; between two it is interpolated. */
  static double rank(double[] rising, double value) {
    if (!(value > rising[0])) {
      return 0;
    }
    if (value >= rising[rising.length - 1]) {
      return 1;
    }
    int above = 1;
    while (rising[above] <= value) {
      above++;
    }
    double step = rising[above] - rising[above - 1];
    double share = step > 0 ? (value - rising[above - 1]) / step : 0;
    return (above - 1 + share) / (rising.length - 1);
  }

  /** The quantile of rising values, interpolated. */
  static double of(double[] rising, double share) {
    double place = share * (rising.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(below + 1, rising.length - 1);
    return rising[below] + (place - below) * (rising[above] - rising[below]);
  }

  /**
   * How many standard deviations to both sides of the mean hold this share of a normal
   * distribution, by bisection of its integral.
   */
  static double normalHalfWidth(double coverage) {
    double low = 0;
    double high = 10;
    for (int step = 0; step < 60; step++) {
      double middle = (low + high) / 2;
      if (normalShare(middle) < coverage) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  // Share of a normal distribution within z: 2 phi(z) (z + z^3 / 3 + z^5 / 15 + ...), Abramowitz
  // and Stegun 26.2.11.
  private static double normalShare(double z) {
    double term = z;
    double sum = z;
    for (int k = 3; k < 400 && term > 1e-17 * sum; k += 2) {
      term *= z * z / k;
      sum += term;
    }
    return 2 * sum * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
  }
}
