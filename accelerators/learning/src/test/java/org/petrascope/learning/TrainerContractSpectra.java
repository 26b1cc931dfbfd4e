package org.petrascope.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Spectra of three made-up minerals, or patches of them, for the contract of trainers. */
final class TrainerContractSpectra {
  static final List<String> MINERALS = List.of("kaolinite", "muscovite", "chlorite");
  static final RowShape SHAPE = new RowShape(1, centresNm());

  private static final int BANDS = 40;
  private static final double[] POSITIONS_NM = {2206, 2190, 2250};
  private static final double[] WIDTHS_NM = {18, 30, 40};
  private static final int SPECTRA_PER_GROUP = 4;

  private TrainerContractSpectra() {}

  private static double[] centresNm() {
    double[] centres = new double[BANDS];
    for (int band = 0; band < BANDS; band++) {
      centres[band] = 2100 + 6 * band;
    }
    return centres;
  }

  /** Mixtures with their fractions, of brightness and noise that the seed decides. */
  static Dataset compositions(int count, long seed) {
    return compositions(count, seed, 1);
  }

  /** The same as patches, every pixel of which has its own brightness and noise. */
  static Dataset compositions(int count, long seed, int side) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] fractions = new float[count * MINERALS.size()];
    for (int row = 0; row < count; row++) {
      double sum = 0;
      double[] parts = new double[MINERALS.size()];
      for (int i = 0; i < parts.length; i++) {
        parts[i] = -Math.log(1 - random.nextDouble());
        sum += parts[i];
      }
      for (int i = 0; i < parts.length; i++) {
        fractions[row * parts.length + i] = (float) (parts[i] / sum);
      }
    }
    Rows truth = new Rows(count, MINERALS.size(), fractions);
    return dataset(truth, Compositions.exact(MINERALS, truth), side, random);
  }

  /** Nearly pure spectra with their classes, one class after the other. */
  static Dataset labels(int count, long seed) {
    return labels(count, seed, 1);
  }

  /** The same as patches. */
  static Dataset labels(int count, long seed, int side) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] fractions = new float[count * MINERALS.size()];
    int[] labels = new int[count];
    for (int row = 0; row < count; row++) {
      labels[row] = row / SPECTRA_PER_GROUP % MINERALS.size();
      float impurity = (float) (0.3 * random.nextDouble());
      for (int i = 0; i < MINERALS.size(); i++) {
        fractions[row * MINERALS.size() + i] = i == labels[row] ? 1 - impurity : impurity / 2;
      }
    }
    return dataset(
        new Rows(count, MINERALS.size(), fractions), new Labels(MINERALS, labels), side, random);
  }

  private static Dataset dataset(Rows fractions, Target target, int side, SplittableRandom random) {
    int count = fractions.count();
    RowShape shape = new RowShape(side, centresNm());
    float[] values = new float[count * shape.columns()];
    List<String> groups = new ArrayList<>();
    for (int row = 0; row < count; row++) {
      for (int pixel = 0; pixel < shape.pixels(); pixel++) {
        fill(values, row * shape.columns() + pixel * BANDS, fractions.row(row), random);
      }
      groups.add("specimen " + row / SPECTRA_PER_GROUP);
    }
    return new Dataset(shape, new Rows(count, shape.columns(), values), target, groups);
  }

  private static void fill(float[] values, int offset, float[] parts, SplittableRandom random) {
    double brightness = 0.4 + 0.4 * random.nextDouble();
    for (int band = 0; band < BANDS; band++) {
      double depth = 0;
      for (int i = 0; i < parts.length; i++) {
        double away = (SHAPE.centreNm(band) - POSITIONS_NM[i]) / WIDTHS_NM[i];
        depth += 0.4 * parts[i] * Math.exp(-away * away / 2);
      }
      double noise = 0.002 * (random.nextDouble() - 0.5);
      values[offset + band] = (float) (brightness * (1 - depth) + noise);
    }
  }
}
