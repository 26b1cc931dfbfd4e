package org.petrascope.learning;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Rows that cover all others: each is the one farthest from those before it (Gonzalez 1985,
 * doi:10.1016/0304-3975(85)90224-5). Unlike rows at random they keep what is rare.
 */
final class FarthestPoints {
  /** Rows looked at, of more a random choice. */
  private static final int ROWS_MAX = 10_000;

  private FarthestPoints() {}

  /** So many different rows, rising, the first chosen by the seed. */
  static int[] of(Rows rows, int count, long seed) {
    int[] candidates = Sample.of(rows.count(), ROWS_MAX, seed);
    int looked = candidates.length;
    double[] away = new double[looked];
    Arrays.fill(away, Double.POSITIVE_INFINITY);
    int[] chosen = new int[Math.min(count, looked)];
    int next = new SplittableRandom(seed).nextInt(looked);
    int found = 0;
    while (found < chosen.length && away[next] > 0) {
      chosen[found] = candidates[next];
      int farthest = 0;
      for (int candidate = 0; candidate < looked; candidate++) {
        double square = squaredDistance(rows, candidates[candidate], chosen[found]);
        away[candidate] = Math.min(away[candidate], square);
        farthest = away[candidate] > away[farthest] ? candidate : farthest;
      }
      next = farthest;
      found++;
    }
    return Arrays.stream(chosen, 0, found).sorted().toArray();
  }

  private static double squaredDistance(Rows rows, int one, int other) {
    float[] values = rows.values();
    int columns = rows.columns();
    double sum = 0;
    for (int column = 0; column < columns; column++) {
      double away = values[one * columns + column] - values[other * columns + column];
      sum += away * away;
    }
    return sum;
  }
}
