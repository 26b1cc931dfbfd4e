package org.petrascope.learning;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Bands inside a range count for more or less: their squared distances are multiplied by the
 * range's factor. Where ranges overlap all their factors hold; ranges without a band do nothing.
 */
public record Emphasis(List<Range> ranges) implements Step {
  /** Both ends are in it; the factor is above 0. */
  public record Range(double fromNm, double toNm, double factor) {
    @Override
    public String toString() {
      return "%s,%s,%s"
          .formatted(
              PreprocessingText.number(fromNm),
              PreprocessingText.number(toNm),
              PreprocessingText.number(factor));
    }
  }

  public Emphasis {
    ranges = List.copyOf(ranges);
  }

  @Override
  public Prepared prepare(RowShape in, double... learned) {
    float[] factors = new float[in.bands()];
    for (int band = 0; band < factors.length; band++) {
      double centre = in.centreNm(band);
      double factor = 1;
      for (Range range : ranges) {
        factor *= centre >= range.fromNm && centre <= range.toNm ? range.factor : 1;
      }
      factors[band] = (float) Math.sqrt(factor);
    }
    return (spectra, count) -> {
      for (int i = 0; i < spectra.length; i++) {
        spectra[i] *= factors[i % factors.length];
      }
      return spectra;
    };
  }

  @Override
  public String toString() {
    return ranges.stream().map(Range::toString).collect(Collectors.joining(";", "emphasise(", ")"));
  }
}
