package org.petrascope.learning;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A few of many at random. Not every n-th: measurements often repeat in a rhythm of their own, and
 * every second one may be of the same kind.
 */
final class Sample {
  private Sample() {}

  /** At most so many different numbers below a count, rising; all when there are no more. */
  static int[] of(int count, int most, long seed) {
    int[] all = IntStream.range(0, count).toArray();
    if (count <= most) {
      return all;
    }
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < most; i++) {
      int other = random.nextInt(i, count);
      int chosen = all[other];
      all[other] = all[i];
      all[i] = chosen;
    }
    return Arrays.stream(all, 0, most).sorted().toArray();
  }
}
