package org.petrascope.learning;

import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Contributions without their unit: what a band has of all that was attributed. Kinds of model
 * contribute to fractions, to margins or to scores, which cannot be added or compared as they are.
 */
final class AttributionShares {
  /** A range with less than this of what an even spread would give it is not named. */
  private static final double DENSITY_MIN = 1;

  private AttributionShares() {}

  /**
   * Every row divided by the sum of its sizes, signs kept; a row of zeros stays, and one with a NaN
   * becomes NaN throughout.
   */
  static Rows ofRows(Rows contributions) {
    int columns = contributions.columns();
    float[] shares = contributions.values().clone();
    for (int first = 0; first < shares.length; first += columns) {
      double sum = 0;
      for (int i = first; i < first + columns; i++) {
        sum += Math.abs(shares[i]);
      }
      for (int i = first; sum != 0 && i < first + columns; i++) {
        shares[i] = (float) (shares[i] / sum);
      }
    }
    return new Rows(contributions.count(), columns, shares);
  }

  /** The mean size of every band over the rows and the pixels of their patches, summing to one. */
  static double[] ofBands(RowShape shape, Rows shares) {
    double[] bands = new double[shape.bands()];
    for (int i = 0; i < shares.values().length; i++) {
      bands[i % bands.length] += Math.abs(shares.values()[i]);
    }
    double sum = DoubleStream.of(bands).sum();
    return sum > 0 ? DoubleStream.of(bands).map(value -> value / sum).toArray() : bands;
  }

  /** The ranges that what is attributed to the bands falls on, the densest first. */
  static List<Explanations.FeatureShare> onRanges(
      List<NamedRange> ranges, RowShape shape, double... bands) {
    return ranges.stream()
        .map(range -> on(range, shape, bands))
        .filter(feature -> feature.density() >= DENSITY_MIN)
        .sorted(Comparator.comparingDouble(Explanations.FeatureShare::density).reversed())
        .toList();
  }

  private static Explanations.FeatureShare on(NamedRange range, RowShape shape, double... bands) {
    int[] inside =
        IntStream.range(0, bands.length)
            .filter(band -> range.contains(shape.centreNm(band)))
            .toArray();
    double share = IntStream.of(inside).mapToDouble(band -> bands[band]).sum();
    double even = (double) inside.length / bands.length;
    return new Explanations.FeatureShare(
        range.name(), range.fromNm(), range.toNm(), share, even > 0 ? share / even : 0);
  }
}
