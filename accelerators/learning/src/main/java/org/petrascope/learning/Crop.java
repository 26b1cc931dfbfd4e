package org.petrascope.learning;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Only the bands inside one of the ranges. */
public record Crop(List<Range> ranges) implements Step {
  /** Both ends of a range of wavelengths are in it. */
  public record Range(double fromNm, double toNm) {
    @Override
    public String toString() {
      return PreprocessingText.number(fromNm) + "," + PreprocessingText.number(toNm);
    }
  }

  public Crop {
    ranges = List.copyOf(ranges);
  }

  private int[] kept(RowShape in) {
    int[] kept = new int[in.bands()];
    int count = 0;
    for (int band = 0; band < in.bands(); band++) {
      double centre = in.centreNm(band);
      if (ranges.stream().anyMatch(r -> centre >= r.fromNm && centre <= r.toNm)) {
        kept[count++] = band;
      }
    }
    return Arrays.copyOf(kept, count);
  }

  @Override
  public RowShape shape(RowShape in) {
    int[] kept = kept(in);
    if (kept.length == 0) {
      throw new LearningException(
          "%s keeps none of %s: take a range that the spectra cover".formatted(this, in));
    }
    return new RowShape(in.side(), Arrays.stream(kept).mapToDouble(in::centreNm).toArray());
  }

  @Override
  public Prepared prepare(RowShape in, double... learned) {
    int[] kept = kept(in);
    return (spectra, count) -> {
      float[] cropped = new float[count * kept.length];
      for (int i = 0; i < cropped.length; i++) {
        cropped[i] = spectra[i / kept.length * in.bands() + kept[i % kept.length]];
      }
      return cropped;
    };
  }

  @Override
  public float[] attribute(float[] shares, RowShape in) {
    int[] kept = kept(in);
    float[] spread = new float[shares.length / kept.length * in.bands()];
    for (int i = 0; i < shares.length; i++) {
      spread[i / kept.length * in.bands() + kept[i % kept.length]] = shares[i];
    }
    return spread;
  }

  @Override
  public String toString() {
    return ranges.stream().map(Range::toString).collect(Collectors.joining(";", "crop(", ")"));
  }
}
