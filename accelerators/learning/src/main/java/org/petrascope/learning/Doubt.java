package org.petrascope.learning;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How strange a row is beside those learned from, and whether there is light enough to tell. The
 * row's mean spectrum after SNV is placed in a {@link FeatureSpace}; its distance is compared with
 * the distances of rows that were held out, group by group, when the space was fitted. Immutable.
 */
final class Doubt {
  /** Stranger than this share of held-out rows is unknown. */
  private static final double UNKNOWN_ABOVE = 0.99;

  private static final int BLOCKS = 5;
  private static final int RANKS = 100;

  /** Light below this share of the darkest percent learned from is too little. */
  private static final double DARK_SHARE = 0.5;

  /** Noise above this multiple of the noisiest percent learned from is too much. */
  private static final double NOISE_MULTIPLE = 2;

  private static final double PERCENT = 0.01;

  /** A second class with this share of the first one's probability makes a row mixed. */
  private static final double MIXED_FROM = 0.6;

  static final String FILE = "doubt.json";

  private final FeatureSpace space;
  private final double[] ranks;
  private final double lightLeast;
  private final double noiseMost;

  /**
   * As it is kept on disk.
   *
   * @param ranks rising distances of held-out rows, from the least to the largest in even shares
   * @param lightLeast mean value of a row below which there is too little light
   * @param noiseMost noise as a share of the mean value above which there is too much
   */
  record Stored(
      FeatureSpace.Stored space, List<Double> ranks, double lightLeast, double noiseMost) {}

  Doubt(Stored stored) {
    this.space = new FeatureSpace(stored.space);
    this.ranks = stored.ranks.stream().mapToDouble(Double::doubleValue).toArray();
    this.lightLeast = stored.lightLeast;
    this.noiseMost = stored.noiseMost;
  }

  static Doubt fit(Dataset data) {
    Rows spectra = RowSpectra.meanSpectra(data.shape(), data.rows());
    IntStream all = IntStream.range(0, spectra.count());
    double[] light = all.mapToDouble(i -> RowSpectra.light(spectra, i)).sorted().toArray();
    all = IntStream.range(0, spectra.count());
    double[] noise = all.mapToDouble(i -> RowSpectra.noise(spectra, i)).sorted().toArray();
    Rows features = RowSpectra.features(spectra);
    int[] varied =
        IntStream.range(0, features.count())
            .filter(row -> Float.isFinite(features.at(row, 0)))
            .toArray();
    if (varied.length < 2) {
      throw new LearningException(
          "%d of %d rows vary along their bands, two at least must: look at the spectra"
              .formatted(varied.length, features.count()));
    }
    List<String> groups = Arrays.stream(varied).mapToObj(data::group).toList();
    Rows used = features.select(varied);
    double[] distances = heldOut(used, groups);
    Arrays.sort(distances);
    List<Double> ranks =
        IntStream.rangeClosed(0, RANKS)
            .mapToObj(i -> Quantile.of(distances, (double) i / RANKS))
            .toList();
    return new Doubt(
        new Stored(
            FeatureSpace.fit(used).stored(),
            ranks,
            DARK_SHARE * Quantile.of(light, PERCENT),
            NOISE_MULTIPLE * Quantile.of(noise, 1 - PERCENT)));
  }

  private static double[] heldOut(Rows features, List<String> groups) {
    List<String> distinct = groups.stream().distinct().toList();
    int blocks = Math.min(BLOCKS, distinct.size());
    if (blocks < 2) {
      return FeatureSpace.fit(features).distances(features);
    }
    double[] distances = new double[features.count()];
    for (int block = 0; block < blocks; block++) {
      int wanted = block;
      boolean[] out = new boolean[features.count()];
      for (int row = 0; row < out.length; row++) {
        out[row] = distinct.indexOf(groups.get(row)) % blocks == wanted;
      }
      int[] tested = IntStream.range(0, out.length).filter(row -> out[row]).toArray();
      int[] fitted = IntStream.range(0, out.length).filter(row -> !out[row]).toArray();
      double[] its = FeatureSpace.fit(features.select(fitted)).distances(features.select(tested));
      for (int i = 0; i < tested.length; i++) {
        distances[tested[i]] = its[i];
      }
    }
    return distances;
  }

  /** The flags of rows with their answer. */
  Flags flags(RowShape shape, Rows rows, Answer answer) {
    Rows spectra = RowSpectra.meanSpectra(shape, rows);
    double[] distances = space.distances(RowSpectra.features(spectra));
    int[] bits = new int[rows.count()];
    float[] strangeness = new float[rows.count()];
    for (int row = 0; row < bits.length; row++) {
      double light = RowSpectra.light(spectra, row);
      if (Double.isNaN(light)) {
        strangeness[row] = Float.NaN;
        bits[row] |= Flag.NO_DATA.bit();
        continue;
      }
      boolean flat = Double.isNaN(distances[row]);
      strangeness[row] = flat ? 1 : (float) Quantile.rank(ranks, distances[row]);
      boolean dark = flat || light < lightLeast || RowSpectra.noise(spectra, row) > noiseMost;
      bits[row] |= dark ? Flag.LOW_SIGNAL.bit() : 0;
      bits[row] |= strangeness[row] > UNKNOWN_ABOVE ? Flag.UNKNOWN.bit() : 0;
      bits[row] |= isMixed(answer, row) ? Flag.MIXED.bit() : 0;
    }
    return new Flags(bits, strangeness);
  }

  private static boolean isMixed(Answer answer, int row) {
    if (answer instanceof Answer.OfClasses classes && classes.second(row) >= 0) {
      float second = classes.values().at(row, classes.second(row));
      return second >= MIXED_FROM * classes.confidence(row);
    }
    return false;
  }

  void save(Path folder) {
    List<Double> kept = Arrays.stream(ranks).boxed().toList();
    PackageFiles.write(
        folder.resolve(FILE), new Stored(space.stored(), kept, lightLeast, noiseMost));
  }

  static Doubt open(Path folder) {
    return new Doubt(PackageFiles.read(folder.resolve(FILE), Stored.class));
  }
}
