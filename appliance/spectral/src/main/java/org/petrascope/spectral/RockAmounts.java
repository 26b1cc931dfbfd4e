package org.petrascope.spectral;

/**
 * Sums of abundances and counts of pixels in successive intervals of depth. For one thread at a
 * time.
 */
final class RockAmounts {
  private static final int PLACE_OF_UNKNOWN =
      Integer.numberOfTrailingZeros(PixelFlag.UNKNOWN.bit());

  private final MineralGroup[] groups;
  private final double[] sums;
  private final int[] rock;
  private final int[] other;
  private final int[] invalid;
  private final int[] lost;

  /** Pixels of rock, and unknown ones, by interval and the place of the flag's bit. */
  private final int[][] flagged;

  /**
   * @param groups of the components; not copied
   */
  RockAmounts(int intervals, MineralGroup[] groups) {
    this.groups = groups;
    this.sums = new double[Math.multiplyExact(intervals, groups.length)];
    this.rock = new int[intervals];
    this.other = new int[intervals];
    this.invalid = new int[intervals];
    this.lost = new int[intervals];
    this.flagged = new int[intervals][Integer.SIZE];
  }

  /** Adds pixels {@code [from, to)} of a block; an interval below 0 takes none. */
  void add(int interval, MappedBlock mapped, int from, int to) {
    if (interval < 0) {
      return;
    }
    for (int pixel = from; pixel < to; pixel++) {
      MineralGroup group = mapped.best(pixel).group();
      if (PixelFlag.LOST_LINE.in(mapped.flags()[pixel])) {
        lost[interval]++;
      } else if (group.rock()) {
        addRock(interval, mapped, pixel);
      } else if (group == MineralGroup.NOTAROK) {
        other[interval]++;
      } else {
        invalid[interval]++;
        flagged[interval][PLACE_OF_UNKNOWN] += PixelFlag.UNKNOWN.in(mapped.flags()[pixel]) ? 1 : 0;
      }
    }
  }

  private void addRock(int interval, MappedBlock mapped, int pixel) {
    rock[interval]++;
    float[] abundances = mapped.abundances();
    int count = groups.length;
    for (int c = 0; c < count; c++) {
      if (groups[c].rock()) {
        sums[interval * count + c] += abundances[pixel * count + c];
      }
    }
    for (int rest = mapped.flags()[pixel]; rest != 0; rest &= rest - 1) {
      flagged[interval][Integer.numberOfTrailingZeros(rest)]++;
    }
  }

  /** Summed abundance of a component in the pixels of rock; zero for what is not rock. */
  double sum(int interval, int component) {
    return sums[interval * groups.length + component];
  }

  /** Pixels of rock. */
  int rock(int interval) {
    return rock[interval];
  }

  /** Pixels of tray, wood and the like. */
  int other(int interval) {
    return other[interval];
  }

  /** Pixels without an answer. */
  int invalid(int interval) {
    return invalid[interval];
  }

  /** Pixels of lost lines. */
  int lost(int interval) {
    return lost[interval];
  }

  /** Pixels of rock with this flag; unknown pixels, which count as no rock, have theirs. */
  int flagged(int interval, PixelFlag flag) {
    return flagged[interval][Integer.numberOfTrailingZeros(flag.bit())];
  }
}
