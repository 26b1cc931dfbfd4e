package org.petrascope.learning;

import java.util.stream.IntStream;

/**
 * What a dataset is like, as far as it decides which models suit it.
 *
 * @param task {@code classify} or {@code abundance}
 * @param outputs classes or components
 * @param evenness of the classes, or of the components' means: their entropy over that of equal
 *     shares, from 0 to 1
 * @param noise median over the rows of the deviation of one band, as a share of the mean value
 */
public record Traits(
    String task,
    int rows,
    int groups,
    int bands,
    int patchSide,
    int outputs,
    double evenness,
    double noise) {
  private static final double NOISE_LEAST = 1e-5;

  public static Traits of(Dataset data) {
    Rows spectra = RowSpectra.meanSpectra(data.shape(), data.rows());
    double[] noise =
        IntStream.range(0, spectra.count())
            .mapToDouble(row -> RowSpectra.noise(spectra, row))
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    return new Traits(
        data.target().task(),
        data.size(),
        (int) data.groups().stream().distinct().count(),
        data.shape().bands(),
        data.shape().side(),
        data.target().names().size(),
        evenness(data.target()),
        noise.length == 0 ? 0 : Quantile.of(noise, 0.5));
  }

  private static double evenness(Target target) {
    double[] shares = new double[target.names().size()];
    switch (target) {
      case Labels labels -> {
        for (int row = 0; row < labels.count(); row++) {
          if (labels.isKnown(row)) {
            shares[labels.label(row)]++;
          }
        }
      }
      case Compositions compositions -> {
        float[] fractions = compositions.fractions().values();
        for (int i = 0; i < fractions.length; i++) {
          shares[i % shares.length] += fractions[i];
        }
      }
    }
    double total = Metrics.mean(shares) * shares.length;
    double entropy = 0;
    for (double share : shares) {
      entropy -= share > 0 ? share / total * Math.log(share / total) : 0;
    }
    return shares.length < 2 ? 1 : entropy / Math.log(shares.length);
  }

  /** How unlike two datasets are: sizes count by their ratio; 0 for the same. */
  double distance(Traits other) {
    return Math.sqrt(
        square(Math.log((double) rows / other.rows))
            + square(Math.log((double) groups / other.groups))
            + square(Math.log((double) bands / other.bands))
            + square(Math.log((double) patchSide / other.patchSide))
            + square(Math.log((double) outputs / other.outputs))
            + square(2 * (evenness - other.evenness))
            + square(Math.log((noise + NOISE_LEAST) / (other.noise + NOISE_LEAST))));
  }

  private static double square(double x) {
    return x * x;
  }
}
