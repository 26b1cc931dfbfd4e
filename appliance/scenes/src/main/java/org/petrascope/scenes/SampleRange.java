package org.petrascope.scenes;

/** Samples from {@code from} on, up to but without {@code to}. */
public record SampleRange(int from, int to) {
  public SampleRange {
    if (from < 0 || to <= from) {
      throw new IllegalArgumentException(
          "sample range [%d, %d) is empty or negative".formatted(from, to));
    }
  }

  public int count() {
    return to - from;
  }

  public boolean contains(int sample) {
    return sample >= from && sample < to;
  }
}
