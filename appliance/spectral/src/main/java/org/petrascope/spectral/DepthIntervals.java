package org.petrascope.spectral;

import java.util.Arrays;
import java.util.List;

/** Successive stretches of hole without gaps: each ends where the next begins. */
public final class DepthIntervals {
  /** More intervals than this in one box are a wrong unit, not a wish. */
  private static final int COUNT_MAX = 100_000;

  /** A last piece shorter than this share of an interval is joined to the one before. */
  private static final double REMAINDER_MIN = 1e-6;

  private final double[] boundsM;

  private DepthIntervals(double[] boundsM) {
    this.boundsM = boundsM;
  }

  /** The whole cut into intervals of this length from its top; the last may be shorter. */
  public static DepthIntervals every(double lengthM, DepthInterval whole) {
    double count = Math.ceil(whole.lengthM() / lengthM - REMAINDER_MIN);
    if (!(lengthM > 0) || count > COUNT_MAX) {
      throw new SpectralException(
          "intervals of %s m do not cut %s m of core sensibly: give a length above 0 m, at most %d intervals"
              .formatted(lengthM, whole.lengthM(), COUNT_MAX));
    }
    double[] bounds = new double[(int) count + 1];
    for (int i = 0; i < count; i++) {
      bounds[i] = whole.fromM() + i * lengthM;
    }
    bounds[(int) count] = whole.toM();
    return new DepthIntervals(bounds);
  }

  /** The whole cut into this many equal intervals. */
  public static DepthIntervals equal(int count, DepthInterval whole) {
    return every(whole.lengthM() / count, whole);
  }

  /** Intervals between these depths in metres, which must rise. */
  public static DepthIntervals between(List<Double> boundsM) {
    double[] bounds = boundsM.stream().mapToDouble(Double::doubleValue).toArray();
    boolean rising = bounds.length > 1 && bounds[0] >= 0;
    for (int i = 1; i < bounds.length; i++) {
      rising &= bounds[i] > bounds[i - 1];
    }
    if (!rising) {
      throw new SpectralException(
          "the %d interval bounds do not rise from a depth of 0 m or more: sort them, and give at least two"
              .formatted(bounds.length));
    }
    return new DepthIntervals(bounds);
  }

  public int count() {
    return boundsM.length - 1;
  }

  public DepthInterval interval(int index) {
    return new DepthInterval(boundsM[index], boundsM[index + 1]);
  }

  /** The depths between the intervals in metres, the first and the last included. */
  public List<Double> boundsM() {
    return Arrays.stream(boundsM).boxed().toList();
  }

  /** Which interval holds this depth; -1 above the first and from the end of the last on. */
  public int indexOf(double depthM) {
    int found = Arrays.binarySearch(boundsM, depthM);
    int index = found >= 0 ? found : -found - 2;
    return index < count() ? index : -1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DepthIntervals intervals && Arrays.equals(boundsM, intervals.boundsM);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(boundsM);
  }

  @Override
  public String toString() {
    return "%d intervals, %s to %s m".formatted(count(), boundsM[0], boundsM[count()]);
  }
}
