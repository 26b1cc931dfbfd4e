package org.petrascope.spectral;

/** Neighbouring samples of every line: {@code [from, to)}. */
public record SampleRange(int from, int to) {
  public SampleRange {
    if (from < 0 || to <= from) {
      throw new SpectralException(
          "samples %d to %d are not a range: the end, which is not included, is above the start"
              .formatted(from, to));
    }
  }

  public boolean contains(int sample) {
    return sample >= from && sample < to;
  }
}
